-- What every module stands on: the installation itself, and the promise that a repeated create has one effect.
create schema platform;

-- One row. Its absence means that the set-up wizard has not been finished.
create table platform.installation (
    only_one          boolean primary key default true check (only_one),
    organisation_name text        not null check (char_length(organisation_name) between 1 and 200),
    default_language  text        not null check (default_language in ('ko', 'en')),
    default_time_zone text        not null,
    set_up_at         timestamptz not null
);

-- The answer to a create that carried an Idempotency-Key: who sent it, what it was, and what it made.
create table platform.idempotency_key (
    person_id    bigint      not null,
    key          text        not null check (char_length(key) between 1 and 200),
    operation    text        not null,
    request_hash bytea       not null,
    result       text        not null,
    created_at   timestamptz not null,
    primary key (person_id, key)
);
create index idempotency_key_created_at on platform.idempotency_key (created_at);

-- db-scheduler's table, as its documentation gives it for PostgreSQL.
create table platform.scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on platform.scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on platform.scheduled_tasks (last_heartbeat);
