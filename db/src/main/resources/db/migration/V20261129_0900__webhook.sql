-- Webhooks: other systems that are told what happens, and each call until it is answered.

create schema webhook;

create table webhook.endpoint (
    id         bigint generated always as identity primary key,
    name       text     not null,
    active     boolean  not null,
    format     text     not null check (format in ('standard', 'slack', 'mattermost', 'teams')),
    address    text     not null,
    -- Encrypted; calls are signed with it.
    secret     text     not null,
    -- Whose eyes it sees tickets with.
    person_id  bigint   not null references people.person,
    -- Empty for all of them.
    desk_ids   bigint[] not null,
    events     text[]   not null,
    -- As it is kept; null for all tickets.
    query      text,
    internal   boolean  not null,
    version    bigint   not null,
    created_at timestamptz not null
);

-- Where calls go: by one server at a time and in their order, and not for a while when nobody answers.
create table webhook.target (
    host     text primary key,
    failures int  not null default 0,
    try_at   timestamptz not null
) with (fillfactor = 50);

create table webhook.call (
    id          bigint generated always as identity primary key,
    message_id  uuid        not null unique,
    -- Null for a call that a workflow or a rule asked for.
    webhook_id  bigint references webhook.endpoint on delete cascade,
    -- By which whoever asked for it finds it again.
    origin      text,
    -- Encrypted; of a call that its webhook's secret does not sign.
    secret      text,
    address     text        not null,
    host        text        not null,
    event       text        not null,
    -- Not referenced: that would write into the ticket.
    ticket_id   bigint,
    body        text        not null,
    state       text        not null check (state in ('waiting', 'delivered', 'failed')),
    created_at  timestamptz not null,
    try_at      timestamptz not null,
    failures    int         not null default 0,
    -- Of the last attempt.
    status      int,
    answer      text,
    took        int,
    ended_at    timestamptz
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);
create index call_waiting on webhook.call (host, id) where state = 'waiting';
create index call_webhook on webhook.call (webhook_id, id);
create index call_origin on webhook.call (origin text_pattern_ops, id) where origin is not null;
create index call_created on webhook.call (created_at);

insert into people.role_permission (role, permission) values ('administrator', 'webhook.administer');
