-- Other systems that register requests here, what they sent, and which request is which of theirs.

create schema connection;

create table connection.system (
    id               uuid primary key,
    name             text        not null,
    active           boolean     not null,
    request_type_id  bigint      not null references desk.request_type,
    -- Who reports what names nobody known.
    person_id        bigint      not null references people.person,
    -- Encrypted; both sides sign with it.
    secret           text        not null,
    -- JSON pointers (RFC 6901) into what is sent.
    external_id      text        not null,
    reporter         text,
    comment          text,
    -- Field of the form to JSON pointer.
    fields           jsonb       not null,
    -- Where changes are told; null for nowhere.
    callback_address text,
    version          bigint      not null default 1,
    created_at       timestamptz not null
);

create table connection.request (
    system_id   uuid not null references connection.system on delete cascade,
    external_id text not null,
    -- Not referenced: that would write into the ticket. Null while it is being made.
    ticket_id   bigint,
    primary key (system_id, external_id)
);
create index request_ticket on connection.request (ticket_id);

create table connection.message (
    id          bigint generated always as identity primary key,
    system_id   uuid        not null references connection.system on delete cascade,
    -- As the sender numbers it; the same again is the same message.
    message_id  text        not null,
    body        text        not null,
    received_at timestamptz not null,
    state       text        not null check (state in ('done', 'refused')),
    -- What was wrong, for administrators.
    reason      jsonb,
    ticket_id   bigint,
    unique (system_id, message_id)
);
create index message_listed on connection.message (system_id, id);
create index message_received on connection.message (received_at);
