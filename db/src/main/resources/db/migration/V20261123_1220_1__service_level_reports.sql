-- What reports on service level agreements sum up: cycles by when they ended, without reading the clocks themselves.
create index clock_stopped on sla.clock (policy_id, stopped_at)
    include (ticket_id, breached, elapsed, number, policy_version, goal) where mode = 'stopped';
-- The few tickets that were measured more than once.
create index clock_again on sla.clock (policy_id, ticket_id) where number > 1;

-- For how long a cycle that has ended was paused, by what paused it: in milliseconds of its calendar. Null when nothing did.
alter table sla.clock add column waiting jsonb;
create index clock_waited on sla.clock (policy_id, stopped_at) include (ticket_id, waiting) where waiting is not null;
