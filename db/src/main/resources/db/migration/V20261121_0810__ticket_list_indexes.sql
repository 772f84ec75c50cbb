-- Queues sorted by priority or by age walk an index too: sorting 16,000 open tickets took 26 ms at each look.
create index ticket_open_priority on ticket.ticket (desk_id, priority, id) where status_category <> 'done';
create index ticket_resolved_priority on ticket.ticket (desk_id, priority, id) where status_category = 'done';
create index ticket_open_created on ticket.ticket (desk_id, created_at, id) where status_category <> 'done';
create index ticket_resolved_created on ticket.ticket (desk_id, created_at, id) where status_category = 'done';
