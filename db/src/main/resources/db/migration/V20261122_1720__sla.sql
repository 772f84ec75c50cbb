-- Service level agreements: policies in versions, and the clocks that measure tickets by them.
create schema sla;

create table sla.policy (
    id                bigint generated always as identity primary key,
    -- Who shapes it: those who configure this desk, or, when null, those who administer the installation.
    desk_id           bigint references desk.desk,
    name              jsonb       not null,
    -- The order in which people see policies.
    position          int         not null default 0,
    -- Null until it is published for the first time.
    published_version int,
    retired_at        timestamptz,
    version           bigint      not null default 1,
    created_at        timestamptz not null
);
create index policy_desk on sla.policy (desk_id);

create table sla.policy_version (
    policy_id       bigint      not null references sla.policy on delete cascade,
    number          int         not null,
    definition      jsonb       not null,
    note            text        not null default '',
    published_at    timestamptz not null,
    -- Null for what came with the installation.
    published_by_id bigint references people.person,
    primary key (policy_id, number)
);

create table sla.policy_draft (
    policy_id     bigint primary key references sla.policy on delete cascade,
    definition    jsonb       not null,
    version       bigint      not null default 1,
    changed_at    timestamptz not null,
    changed_by_id bigint      not null references people.person
);

-- Whose tickets a policy measures.
create table sla.policy_use (
    desk_id   bigint not null references desk.desk,
    policy_id bigint not null references sla.policy on delete cascade,
    primary key (desk_id, policy_id)
);
create index policy_use_policy on sla.policy_use (policy_id);

-- One cycle of measuring a ticket by a policy. The ticket is not referenced: that would write into it.
create table sla.clock (
    id               bigint generated always as identity primary key,
    ticket_id        bigint      not null,
    policy_id        bigint      not null references sla.policy,
    number           int         not null,
    desk_id          bigint      not null,
    policy_version   int         not null,
    -- What is promised: the place of the goal among the policy's, from 0, and what it came to; null when nothing is.
    goal             smallint,
    target           bigint,
    due_by           timestamptz,
    calendar_id      bigint      not null,
    calendar_version int         not null,
    -- The truth: everything behind it is arithmetic over it, kept for those who look for clocks.
    carried          bigint      not null default 0,
    timeline         jsonb       not null,
    mode             text        not null check (mode in ('running', 'paused', 'stopped')),
    started_at       timestamptz not null,
    stopped_at       timestamptz,
    -- In milliseconds of the calendar, up to the last mark of the timeline.
    elapsed          bigint      not null,
    -- As if it had run without a pause since; of one that runs.
    running_since    timestamptz,
    -- When the target passes, or passed; null for never as it stands.
    due_at           timestamptz,
    breached         boolean     not null default false,
    -- The thresholds that were reached, when they were due and when that was noticed.
    reached          jsonb       not null default '[]',
    -- When the next one is.
    next_at          timestamptz,
    unique (ticket_id, policy_id, number)
) with (fillfactor = 80);
create index clock_next on sla.clock (next_at) where next_at is not null;
create index clock_ongoing on sla.clock (policy_id, due_at) where mode <> 'stopped';
create index clock_calendar on sla.clock (calendar_id, id) where mode <> 'stopped';

-- Clocks that are being counted anew because what they are counted by has changed.
create table sla.recalculation (
    id          bigint generated always as identity primary key,
    -- Exactly one: the policy that was published or is used by another desk, or the calendar that is open at other times.
    policy_id   bigint references sla.policy,
    calendar_id bigint,
    person_id   bigint references people.person,
    state       text        not null default 'running' check (state in ('running', 'paused', 'done')),
    total       bigint,
    done        bigint      not null default 0,
    changed     bigint      not null default 0,
    -- Up to which ticket, or which clock of a calendar, it has come.
    position    bigint      not null default 0,
    started_at  timestamptz not null,
    ended_at    timestamptz,
    check ((policy_id is null) <> (calendar_id is null))
);
create index recalculation_running on sla.recalculation (id) where state = 'running';
create index recalculation_policy on sla.recalculation (policy_id, id desc);

insert into people.role_permission (role, permission) values ('administrator', 'sla.administer');
