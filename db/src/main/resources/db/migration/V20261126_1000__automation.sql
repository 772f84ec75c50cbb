-- Automation: rules in versions, and what became of each of their runs.
create schema automation;

create table automation.rule (
    id                bigint generated always as identity primary key,
    -- Who shapes it: those who configure this desk, or, when null, those who administer the installation.
    desk_id           bigint references desk.desk,
    name              jsonb       not null,
    -- Whether it runs on all desks, also on those that are made later.
    everywhere        boolean     not null default false,
    -- In whose name it runs, and with whose rights.
    run_as_id         bigint      not null references people.person,
    -- The order in which rules run that wait for the same thing.
    position          int         not null default 0,
    enabled           boolean     not null default true,
    -- Null until it is published for the first time.
    published_version int,
    -- Why it stopped by itself; null while it did not.
    stopped_because   text check (stopped_because in ('person_gone')),
    version           bigint      not null default 1,
    created_at        timestamptz not null,
    check (desk_id is null or not everywhere)
);
create index rule_desk on automation.rule (desk_id);

create table automation.rule_version (
    rule_id         bigint      not null references automation.rule on delete cascade,
    number          int         not null,
    definition      jsonb       not null,
    note            text        not null default '',
    published_at    timestamptz not null,
    published_by_id bigint      not null references people.person,
    primary key (rule_id, number)
);

create table automation.rule_draft (
    rule_id       bigint primary key references automation.rule on delete cascade,
    definition    jsonb       not null,
    version       bigint      not null default 1,
    changed_at    timestamptz not null,
    changed_by_id bigint      not null references people.person
);

-- On which desks a rule runs that does not run on all.
create table automation.rule_use (
    desk_id bigint not null references desk.desk,
    rule_id bigint not null references automation.rule on delete cascade,
    primary key (desk_id, rule_id)
);
create index rule_use_rule on automation.rule_use (rule_id);

-- A rule and what let it run: planned, run once, and kept as a record of what was done. The ticket is not referenced: that would write into it.
create table automation.run (
    id           bigint generated always as identity primary key,
    rule_id      bigint      not null references automation.rule on delete cascade,
    rule_version int         not null,
    ticket_id    bigint      not null,
    -- By which it is planned once.
    event_id     bigint      not null,
    -- What happened, for its values.
    occasion     jsonb       not null,
    -- What caused it, the first cause first; empty when a person did.
    chain        text[]      not null,
    -- The run that was tried again with this one.
    again_of_id  bigint references automation.run on delete cascade,
    state        text        not null check (state in ('waiting', 'done', 'idle', 'failed', 'refused')),
    planned_at   timestamptz not null,
    -- When it is tried next, and how often that was in vain.
    try_at       timestamptz not null,
    failures     int         not null default 0,
    ended_at     timestamptz,
    -- How long it took, in milliseconds.
    took         bigint,
    steps        jsonb       not null default '[]',
    -- Why it failed or was refused, in both languages.
    reason       jsonb
);
create unique index run_once on automation.run (rule_id, event_id) where again_of_id is null;
create index run_waiting on automation.run (try_at, id) where state = 'waiting';
-- A ticket's runs are one after the other.
create index run_waiting_of_ticket on automation.run (ticket_id, id) where state = 'waiting';
create index run_of_rule on automation.run (rule_id, id desc);
create index run_ended on automation.run (ended_at);

-- Whose turn it was last, for each step that gives tickets to each in turn.
create table automation.turn (
    rule_id   bigint not null references automation.rule on delete cascade,
    step      text   not null,
    person_id bigint not null,
    primary key (rule_id, step)
);

insert into people.role_permission (role, permission) values ('administrator', 'automation.administer');

alter table ticket.history drop constraint history_channel_check;
alter table ticket.history add constraint history_channel_check
    check (channel in ('portal', 'workspace', 'api', 'link', 'approval', 'sla', 'mail', 'automation'));
alter table ticket.ticket drop constraint ticket_channel_check;
alter table ticket.ticket add constraint ticket_channel_check
    check (channel in ('portal', 'workspace', 'api', 'mail', 'automation'));
