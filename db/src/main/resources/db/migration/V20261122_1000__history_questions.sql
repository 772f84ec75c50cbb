-- What a field was, when and by whom: an entry that ends a value says since when the ticket had it and who had given it, so
-- that "was", "changed" and "how long" are answered from one entry each. The value a ticket has now is its own.
alter table ticket.history
    add column held_since timestamptz,
    -- A person whom the history names already, so that this is not checked again.
    add column held_by    bigint;

alter table ticket.history disable trigger history_is_append_only;
update ticket.history entry
set held_since = before.changed_at, held_by = before.person_id
from (select h.id,
             coalesce(lag(h.changed_at) over field, t.created_at)    changed_at,
             coalesce(lag(h.person_id) over field, t.created_by_id)  person_id
      from ticket.history h join ticket.ticket t on t.id = h.ticket_id
      where h.field in ('summary', 'type', 'request_type', 'priority', 'reporter', 'assignee', 'team', 'labels',
                        'due_date', 'status', 'resolution') or h.field like 'value:%'
      window field as (partition by h.ticket_id, h.field order by h.id)) before
where entry.id = before.id and entry.ticket_version > 1;
alter table ticket.history enable trigger history_is_append_only;

-- The values as texts, as far as an index entry can hold them; only where something was held before.
alter table ticket.history
    add column old_key text generated always as (case when held_since is not null then ticket.answer_text(old_value) end) stored,
    add column new_key text generated always as (case when held_since is not null then ticket.answer_text(new_value) end) stored;

create index history_held on ticket.history (field, old_key, changed_at) include (ticket_id, held_since, held_by)
    where held_since is not null;
create index history_entered on ticket.history (field, new_key, changed_at) include (ticket_id, person_id)
    where held_since is not null;
create index history_changed on ticket.history (field, changed_at) include (ticket_id, person_id)
    where held_since is not null;
create index history_person on ticket.history (person_id, changed_at) include (field, ticket_id)
    where held_since is not null;
-- That a person's or a status's changes are seldom ones of every field alike is for the planner to know.
create statistics ticket.history_values (mcv, dependencies) on field, old_key, new_key from ticket.history;
