-- Every ticket has been approved in two steps by two agents; where it waits, the second of them has not decided yet.
do $$
declare
    agents bigint := 50;
begin
    create temporary table bench_agent on commit drop as
    select m.person_id as id, row_number() over (order by m.person_id) - 1 as n
    from people.group_member m
    join people.role_assignment a on a.group_id = m.group_id and a.role = 'agent'
    where a.desk_id = (select desk_id from ticket.tally group by desk_id order by sum(tickets) desc limit 1)
    order by m.person_id limit agents;
    agents := (select count(*) from bench_agent);

    insert into approval.round (ticket_id, desk_id, workflow_id, status_id, number, approval, state, opened_by, opened_at, ended_by, ended_at, past)
    select t.id, t.desk_id, t.workflow_id, t.status_id, 1,
        '{"steps": [], "begins": "on_entry", "approved": "approve", "rejected": "reject", "composed": false, "ownRequest": false}',
        case when t.status_category = 'waiting' then 'running' else 'approved' end, t.reporter_id, t.created_at,
        case when t.status_category <> 'waiting' then t.reporter_id end,
        case when t.status_category <> 'waiting' then t.created_at + interval '2 days' end,
        t.status_category <> 'waiting'
    from ticket.ticket t order by t.id;

    insert into approval.step (round_id, position, definition, state, opened_at, ended_at)
    select r.id, s.n,
        '{"kind": "approve", "approvers": [], "rule": "all", "refusalEnds": true, "skipWithoutApprover": false, "comment": "on_rejection"}',
        case when s.n = 1 and r.state = 'running' then 'open' else 'approved' end,
        r.opened_at + s.n * interval '1 day',
        case when s.n = 0 or r.state <> 'running' then r.opened_at + (s.n + 1) * interval '1 day' end
    from approval.round r cross join generate_series(0, 1) as s(n) order by r.id, s.n;

    insert into approval.vote (step_id, round_id, person_id, waiting, asked_at, decision, decided_by, decided_at, channel)
    select s.id, s.round_id, a.id, s.state = 'open', s.opened_at,
        case when s.state <> 'open' then 'approved' end,
        case when s.state <> 'open' then a.id end,
        s.ended_at,
        case when s.state <> 'open' then 'portal' end
    from approval.step s
    join bench_agent a on a.n = (hashint8(s.round_id * 19 + s.position) & 65535) % agents
    order by s.id;
end $$;
