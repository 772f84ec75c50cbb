-- Who asks for what was ever broken reads no more than that.
create index clock_breached on sla.clock (policy_id, ticket_id) where breached;
