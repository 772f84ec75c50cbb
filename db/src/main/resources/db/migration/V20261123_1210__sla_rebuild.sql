-- Clocks measured anew from the whole history of their tickets: first only looked at, and kept for ever once they took the place of others.
create table sla.rebuild (
    id            bigint generated always as identity primary key,
    policy_id     bigint      not null references sla.policy,
    person_id     bigint      not null references people.person,
    -- One ticket, or those that were created from one instant on, before another.
    ticket_id     bigint,
    from_at       timestamptz,
    to_at         timestamptz,
    state         text        not null default 'looking' check (state in ('looking', 'found', 'applying', 'applied')),
    total         bigint,
    done          bigint      not null default 0,
    position      bigint      not null default 0,
    -- How many tickets would have, or got, other clocks.
    differing     bigint      not null default 0,
    started_at    timestamptz not null,
    applied_by_id bigint references people.person,
    ended_at      timestamptz,
    check ((ticket_id is null) = (from_at is not null and to_at is not null))
);
create index rebuild_policy on sla.rebuild (policy_id, id desc);
create index rebuild_working on sla.rebuild (id) where state in ('looking', 'applying');

create table sla.rebuilt_ticket (
    rebuild_id bigint not null references sla.rebuild on delete cascade,
    ticket_id  bigint not null,
    -- All cycles, whole, as they were kept and as the history has them.
    before     jsonb  not null,
    after      jsonb  not null,
    -- Whether the one took the place of the other.
    applied    boolean not null default false,
    primary key (rebuild_id, ticket_id)
);
