-- What compliance would have been: a draft, run over tickets of the past. Nothing of it touches a clock.
create table sla.simulation (
    id         bigint generated always as identity primary key,
    policy_id  bigint      not null references sla.policy,
    person_id  bigint      not null references people.person,
    -- As it was drafted when somebody asked.
    definition jsonb       not null,
    -- Tickets that were created from one instant on, before another.
    from_at    timestamptz not null,
    to_at      timestamptz not null,
    state      text        not null default 'running' check (state in ('running', 'done', 'cancelled')),
    total      bigint,
    done       bigint      not null default 0,
    position   bigint      not null default 0,
    -- What was found so far.
    tally      jsonb       not null,
    started_at timestamptz not null,
    ended_at   timestamptz
);
create index simulation_running on sla.simulation (id) where state = 'running';
create index simulation_ended on sla.simulation (ended_at) where state <> 'running';
