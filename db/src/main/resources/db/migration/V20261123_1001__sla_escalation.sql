-- What is to follow from a threshold that a clock came to, until it has followed.
create table sla.escalation (
    id             bigint generated always as identity primary key,
    clock_id       bigint      not null,
    ticket_id      bigint      not null,
    -- Which rules follow it is said by what was in force then.
    policy_id      bigint      not null,
    policy_version int         not null,
    threshold      text        not null,
    due_at         timestamptz not null,
    late           boolean     not null,
    -- When it is tried next, and how often that failed.
    try_at         timestamptz not null,
    failures       int         not null default 0,
    foreign key (policy_id, policy_version) references sla.policy_version
);
create index escalation_try on sla.escalation (try_at, id);

update sla.policy_version set definition = definition || '{"escalations": []}';
update sla.policy_draft set definition = definition || '{"escalations": []}';

alter table ticket.history drop constraint history_channel_check;
alter table ticket.history add constraint history_channel_check
    check (channel in ('portal', 'workspace', 'api', 'link', 'approval', 'sla'));
