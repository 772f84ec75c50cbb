-- Every ticket was answered after two hours, and the clock of its resolution stopped when it was resolved; every third had waited, every eighth came too late.
create function pg_temp.mark(at timestamptz, mode text, what text, status bigint) returns jsonb language sql stable as $$
    select jsonb_build_object(
        'at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'mode', mode,
        'reason', jsonb_strip_nulls(jsonb_build_object('what', what, 'personId', 1, 'statusId', status, 'ticketVersion', 1)))
$$;

insert into sla.clock (ticket_id, policy_id, number, desk_id, policy_version, goal, target, calendar_id, calendar_version,
    timeline, mode, started_at, stopped_at, elapsed, running_since, due_at, breached, waiting)
select t.id, p.id, 1, t.desk_id, p.published_version, t.priority - 1,
    (array[14400000, 28800000, 57600000, 86400000, 144000000])[t.priority], 2, 1,
    jsonb_build_array(pg_temp.mark(t.created_at, 'running', 'created', null))
        || case when c.waited then jsonb_build_array(
            pg_temp.mark(t.created_at + interval '1 hour', 'paused', 'in_status', w.id),
            pg_temp.mark(t.created_at + interval '2 hours', 'running', 'resumed', null)) else '[]' end
        || case when c.stopped_at is null then '[]' else jsonb_build_array(pg_temp.mark(c.stopped_at, 'stopped', 'status_entered', null)) end,
    case when c.stopped_at is null then 'running' else 'stopped' end,
    t.created_at, c.stopped_at, t.id * 7919 % 300000000,
    case when c.stopped_at is null then t.created_at end,
    coalesce(c.stopped_at, now()) + (case when t.id % 8 = 0 then -1 else 1 end) * (t.id % 5000) * interval '1 minute',
    c.stopped_at is not null and t.id % 8 = 0,
    case when c.waited and c.stopped_at is not null then jsonb_build_object('in_status:' || w.id, t.id * 104729 % 90000000) end
from ticket.ticket t
join sla.policy p on p.desk_id = t.desk_id and p.published_version is not null
left join lateral (
    select s.id from workflow.status s where s.workflow_id = t.workflow_id and s.category = 'waiting' order by s.id limit 1
) w on true
cross join lateral (
    select p.position % 2 = 0 and t.id % 3 = 0 and w.id is not null as waited,
        case when p.position % 2 = 0 then t.resolved_at else t.created_at + interval '2 hours' end as stopped_at
) c
order by t.id
on conflict do nothing;
