-- Browsers in which people are told of what happens (Web Push), and what waits to be told there.
create table notification.browser (
    id           bigint generated always as identity primary key,
    person_id    bigint      not null references people.person,
    -- The sign-in by which it is told. Not referenced: that one ran out for want of use ends nothing.
    session_id   uuid        not null unique,
    -- Where its push service takes what is told, with which key and secret it is encrypted.
    endpoint     text        not null unique,
    public_key   text        not null,
    secret       text        not null,
    -- The address under which it has Maru.
    web_address  text        not null,
    user_agent   text        not null,
    created_at   timestamptz not null,
    signed_in_at timestamptz not null,
    told_at      timestamptz,
    failures     int         not null default 0,
    try_at       timestamptz not null
);
create index browser_person on notification.browser (person_id);

create table notification.pending_push (
    id              bigint generated always as identity primary key,
    browser_id      bigint      not null references notification.browser on delete cascade,
    -- What was told in the web app: who has read it there need not be told. Not referenced: that is forgotten sooner or later.
    notification_id bigint,
    kind            text        not null,
    content         jsonb       not null,
    -- Not referenced: that would write into the ticket.
    ticket_id       bigint      not null,
    at              timestamptz not null,
    due_at          timestamptz not null
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_insert_threshold = 1000);
create index pending_push_due on notification.pending_push (due_at, browser_id);
create index pending_push_browser on notification.pending_push (browser_id, ticket_id);

-- Whether browsers are told at all, and the key by which push services know this installation, once it was needed; its private half is encrypted.
create table notification.push (
    id          int primary key check (id = 1),
    active      boolean not null,
    public_key  text,
    private_key text
);
insert into notification.push (id, active) values (1, true);
