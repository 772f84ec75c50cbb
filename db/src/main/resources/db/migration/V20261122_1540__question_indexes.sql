-- Where a question finds few tickets among a million, these find them: a range of keys, values that are rare together, a creator.
create index ticket_number on ticket.ticket (split_part(key, '-', 1), number);
create index ticket_kind on ticket.ticket (type, priority);
create index ticket_resolution on ticket.ticket (resolution) where resolution is not null;
create index ticket_creator on ticket.ticket (created_by_id);
-- Keys and their numbers have that index of their own now, and need not be written into this one.
drop index ticket.ticket_desk;
create index ticket_desk on ticket.ticket (desk_id, created_at, id)
    include (status_id, status_category, priority, type, resolution, assignee_id, team_id, reporter_id,
             request_type_id, workflow_id, channel, due_date);
-- What somebody made of a field is answered without reading the entries.
drop index ticket.history_person;
create index history_person on ticket.history (person_id, changed_at) include (field, ticket_id, old_key, new_key)
    where held_since is not null;
