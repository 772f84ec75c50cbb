-- Mails that leave: the server they leave by, and each until it is delivered to that server.


create table mail.server (
    id             int primary key check (id = 1),
    active         boolean not null,
    host           text    not null,
    port           int     not null,
    security       text    not null check (security in ('none', 'starttls', 'tls')),
    username       text,
    -- Encrypted.
    password       text,
    sender_address text    not null,
    sender_name    text    not null,
    -- Where people reach the web app, for links.
    web_address    text    not null,
    -- How many mails it takes in a minute; null for as many as there are.
    most_a_minute  int,
    version        bigint  not null,
    -- Since when it takes none, why, and when it is tried again.
    failing_since  timestamptz,
    failure        text,
    failures       int     not null default 0,
    try_at         timestamptz
);

create table mail.outgoing (
    id         bigint generated always as identity primary key,
    message_id text        not null unique,
    recipient  text        not null,
    person_id  bigint,
    -- Not referenced: that would write into the ticket.
    ticket_id  bigint,
    subject    text        not null,
    -- Null once it is sent or given up.
    content    jsonb,
    state      text        not null check (state in ('waiting', 'sent', 'failed')),
    created_at timestamptz not null,
    try_at     timestamptz not null,
    failures   int         not null default 0,
    failure    text,
    sent_at    timestamptz
) with (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.05);
create index outgoing_waiting on mail.outgoing (try_at, id) where state = 'waiting';
create index outgoing_ticket on mail.outgoing (ticket_id, id) where ticket_id is not null;
create index outgoing_sent on mail.outgoing (sent_at) where state = 'sent';
create index outgoing_created on mail.outgoing (created_at);

-- Addresses at which a mail did not arrive and another would not: they are sent none until somebody tries again.
create table mail.undeliverable (
    address text primary key,
    since   timestamptz not null
);

insert into people.role_permission (role, permission) values ('administrator', 'mail.administer');
