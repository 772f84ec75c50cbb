-- Tickets of three years on one desk: the hardest case for its queues. Deterministic: everything follows from the row's number.
do $$
declare
    tickets   bigint := current_setting('bench.tickets')::bigint;
    agents    bigint := current_setting('bench.agents')::bigint;
    customers bigint := current_setting('bench.customers')::bigint;
    desk_id   bigint;
    desk_key  text;
begin
    select id, key into desk_id, desk_key from desk.desk order by id limit 1;

    insert into people.person (email, display_name, language, time_zone, created_at, updated_at)
    select 'agent' || n || '@bench.example.com', '담당자 ' || n, 'ko', 'Asia/Seoul', now(), now()
    from generate_series(1, agents) n
    union all
    select 'customer' || n || '@bench.example.com', '고객 ' || n, case when n % 3 = 0 then 'en' else 'ko' end, 'Asia/Seoul', now(), now()
    from generate_series(1, customers) n;

    create temporary table bench_person on commit drop as
    select id, split_part(email, '@', 1) as name, email like 'agent%' as agent,
           substring(email from '[0-9]+')::bigint as n
    from people.person where email like '%@bench.example.com';

    insert into people.role_assignment (role, person_id, desk_id, assigned_at)
    select 'agent', id, desk_id, now() from bench_person where agent;

    insert into people.session (token_hash, id, person_id, created_at, last_seen_at, expires_at, address, user_agent)
    select sha256(convert_to('bench-' || case when agent then 'agent-' else 'customer-' end || n, 'UTF8')),
           gen_random_uuid(), id, now(), now(), now() + interval '10 days', '127.0.0.1', 'bench'
    from bench_person where agent or n <= current_setting('bench.customers_signed_in')::bigint;

    create temporary table bench_kind on commit drop as
    select row_number() over (order by r.id) - 1 as n, r.id as request_type_id, r.form_id, r.ticket_type, w.workflow_id
    from desk.request_type r
    join workflow.ticket_type_workflow w on w.desk_id = r.desk_id and w.ticket_type = r.ticket_type
    where r.desk_id = (select id from desk.desk order by id limit 1);

    create temporary table bench_status on commit drop as
    select workflow_id, category, (array_agg(id order by id))[1] as id from workflow.status group by 1, 2;

    create temporary table bench_ticket on commit drop as
    select g.n,
           k.request_type_id, k.form_id, k.ticket_type, k.workflow_id, s.id as status_id, c.category,
           a.id as assignee_id, r.id as reporter_id,
           now() - interval '3 years' * (1 - g.n::float / tickets) as created_at,
           least(now(), now() - interval '3 years' * (1 - g.n::float / tickets)
               + interval '1 hour' * (1 + (hashint8(g.n) & 63))) as changed_at,
           (array['메일이 보내지지 않습니다', '노트북이 켜지지 않아요', 'VPN 접속이 자꾸 끊깁니다', 'ERP 조회 권한 신청',
                  'Printer on the 7th floor jams', 'Figma licence for two designers', '비밀번호를 잊어버렸습니다',
                  'Shared folder is read-only', '그룹웨어 결재 문서가 열리지 않음', '신규 입사자 계정 신청'])[1 + (hashint8(g.n * 7) & 1023) % 10]
               || ' #' || g.n as summary
    from generate_series(1, tickets) as g(n)
    cross join lateral (select case
            when (hashint8(g.n * 13) & 1023) < 860 then 'done'
            when (hashint8(g.n * 13) & 1023) < 910 then 'new'
            when (hashint8(g.n * 13) & 1023) < 980 then 'active'
            else 'waiting' end as category) c
    join bench_kind k on k.n = (hashint8(g.n * 3) & 65535) % (select count(*) from bench_kind)
    join bench_status s on s.workflow_id = k.workflow_id and s.category = c.category
    left join bench_person a on a.agent and a.n = 1 + (hashint8(g.n * 5) & 65535) % agents and c.category <> 'new'
    join bench_person r on not r.agent and r.n = 1 + (hashint8(g.n * 11) & 65535) % customers;

    insert into ticket.ticket (desk_id, number, key, type, request_type_id, form_id, workflow_id, status_id, status_category,
        summary, description, description_text, priority, resolution, resolved_at, reporter_id, created_by_id, assignee_id,
        channel, field_values, version, created_at, updated_at)
    select desk_id, n, desk_key || '-' || n, ticket_type, request_type_id, form_id, workflow_id, status_id, category,
        summary, '<p>' || summary || '</p><p>어제부터 같은 현상이 반복됩니다. It started yesterday morning after the update.</p>',
        summary || E'\n어제부터 같은 현상이 반복됩니다. It started yesterday morning after the update.',
        1 + (hashint8(n * 17) & 65535) % 5,
        case when category = 'done' then 'done' end, case when category = 'done' then changed_at end,
        reporter_id, reporter_id, assignee_id, 'portal', '{}', 10, created_at, changed_at
    from bench_ticket order by n;

    perform setval(format('ticket.number_%s', desk_id)::regclass, tickets);

    insert into ticket.comment (ticket_id, author_id, internal, body, body_text, created_at)
    select t.id, case when c.n = 2 then coalesce(t.assignee_id, t.reporter_id) else t.reporter_id end, false,
        '<p>확인했습니다. 담당자가 살펴보고 있습니다.</p>', '확인했습니다. 담당자가 살펴보고 있습니다.',
        t.created_at + c.n * interval '10 minutes'
    from ticket.ticket t cross join generate_series(1, 2) as c(n) order by t.id, c.n;

    insert into ticket.history (ticket_id, ticket_version, changed_at, person_id, channel, field, old_value, new_value)
    select t.id, h.n, t.created_at + h.n * interval '5 minutes', t.reporter_id, 'workspace',
        (array['created', 'status', 'priority', 'reporter', 'assignee', 'comment', 'comment', 'priority', 'assignee', 'status'])[h.n],
        null,
        case when h.n in (2, 10) then to_jsonb(t.status_id) when h.n in (3, 8) then to_jsonb(t.priority)
             when h.n in (4, 5, 9) then to_jsonb(t.reporter_id) when h.n = 1 then to_jsonb(t.key)
             else jsonb_build_object('id', 1, 'internal', false) end
    from ticket.ticket t cross join generate_series(1, 10) as h(n) order by t.id, h.n;
end $$;
