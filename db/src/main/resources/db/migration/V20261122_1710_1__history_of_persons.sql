-- Participants and watchers, of whom each comes and goes by an entry of their own, are asked for like other values. Who goes was
-- there since they came; who comes ends what was since the last entry, which is nobody when they are the first.
alter table ticket.history disable trigger history_is_append_only;
update ticket.history entry
set held_since = before.changed_at, held_by = before.person_id
from (select h.id,
             coalesce(case when h.old_value is null then lag(h.changed_at) over field else lag(h.changed_at) over person end,
                      t.created_at)    changed_at,
             coalesce(case when h.old_value is null then lag(h.person_id) over field else lag(h.person_id) over person end,
                      t.created_by_id) person_id
      from ticket.history h join ticket.ticket t on t.id = h.ticket_id
      where h.field in ('participant', 'watcher')
      window field as (partition by h.ticket_id, h.field order by h.id),
             person as (partition by h.ticket_id, h.field, coalesce(h.old_value, h.new_value) order by h.id)) before
where entry.id = before.id;
alter table ticket.history enable trigger history_is_append_only;
