-- Changes to many tickets at once, and what became of each of them.
create schema bulk;

create table bulk.job (
    id         bigint generated always as identity primary key,
    -- In whose name, and with whose rights, tickets are changed.
    person_id  bigint      not null references people.person,
    channel    text        not null check (channel in ('web', 'api')),
    -- What was asked for; null when tickets were picked one by one, and for a job that takes another one back.
    query      text,
    -- What is changed, as it was asked for; {} for a job that takes another one back.
    changes    jsonb       not null,
    undoes_id  bigint unique references bulk.job on delete cascade,
    state      text        not null default 'running' check (state in ('running', 'done', 'cancelled')),
    created_at timestamptz not null,
    ended_at   timestamptz,
    check ((state = 'running') = (ended_at is null))
);
create index job_person on bulk.job (person_id, id desc);
create index job_running on bulk.job (id) where state = 'running';
create index job_ended on bulk.job (ended_at) where state <> 'running';

-- The tickets as they were found when the job began. They are not referenced: that would write into every one of them.
create table bulk.item (
    job_id    bigint   not null references bulk.job on delete cascade,
    position  bigint   not null,
    ticket_id bigint   not null,
    outcome   text     not null default 'waiting' check (outcome in ('waiting', 'changed', 'unchanged', 'refused')),
    -- Why nothing, or not all, was changed, in both languages.
    reason    jsonb,
    -- What the ticket held before, and the version it had afterwards; of a job that takes another one back, what it puts back.
    before    jsonb,
    primary key (job_id, position)
) with (fillfactor = 80);
create index item_outcome on bulk.item (job_id, outcome, position);

insert into people.role_permission (role, permission) values ('administrator', 'bulk.administer');
