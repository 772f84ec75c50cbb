-- What queries over all desks begin with: a person, a label, a time. The queues of one desk have their own.
create index ticket_assigned on ticket.ticket (assignee_id, id desc) where assignee_id is not null;
create index ticket_created on ticket.ticket (created_at, id);
create index ticket_resolved_at on ticket.ticket (resolved_at, id) where resolved_at is not null;
create index ticket_due on ticket.ticket (due_date, id) where due_date is not null;
create index ticket_labels on ticket.ticket using gin (labels) where cardinality(labels) > 0;
create index comment_author on ticket.comment (author_id, ticket_id);
-- The key says the same, and is unique already.
alter table ticket.ticket drop constraint ticket_desk_id_number_key;
