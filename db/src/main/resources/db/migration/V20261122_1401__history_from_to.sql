-- From what to what is answered without reading the entries, too.
drop index ticket.history_held;
create index history_held on ticket.history (field, old_key, changed_at) include (ticket_id, held_since, held_by, new_key)
    where held_since is not null;
