-- Widgets: a desk inside other web pages, who visits it there, and chats.

create schema widget;

create table widget.widget (
    id                   uuid primary key,
    desk_id              bigint      not null references desk.desk,
    -- For those who administer it.
    name                 text        not null,
    title                jsonb       not null,
    greeting             jsonb       not null,
    -- The only pages that may show it: scheme, host and port of each.
    origins              text[]      not null,
    -- #rrggbb
    colour               text        not null,
    -- Whether somebody without an account may confirm an address and ask.
    newcomers            boolean     not null,
    -- What a chat is as a ticket; null where there are none.
    chat_request_type_id bigint references desk.request_type,
    active               boolean     not null,
    version              bigint      not null default 1,
    created_at           timestamptz not null
);
create index widget_desk on widget.widget (desk_id);

-- A number sent by mail, by which somebody shows that an address is theirs.
create table widget.code (
    id           uuid primary key,
    widget_id    uuid        not null references widget.widget on delete cascade,
    email        text        not null,
    display_name text        not null,
    -- Keyed: a number of six digits is soon guessed from a plain hash.
    code_hash    text        not null,
    -- From which network it was asked for.
    address      text        not null,
    failures     int         not null default 0,
    created_at   timestamptz not null
);
create index code_email on widget.code (email, created_at);
create index code_address on widget.code (address, created_at);
create index code_created on widget.code (created_at);

create table widget.chat (
    -- Not referenced: that would write into the ticket.
    ticket_id  bigint primary key,
    desk_id    bigint      not null,
    widget_id  uuid        not null references widget.widget on delete cascade,
    person_id  bigint      not null references people.person,
    started_at timestamptz not null,
    -- When its visitor last had it before their eyes.
    seen_at    timestamptz not null,
    ended_at   timestamptz
) with (fillfactor = 80);
create index chat_open on widget.chat (desk_id, seen_at) where ended_at is null;
create index chat_person on widget.chat (person_id, widget_id) where ended_at is null;

-- Who is there for chats, as long as they go on saying so.
create table widget.attendance (
    person_id bigint      not null references people.person,
    desk_id   bigint      not null references desk.desk,
    seen_at   timestamptz not null,
    primary key (person_id, desk_id)
) with (fillfactor = 50);
create index attendance_desk on widget.attendance (desk_id, seen_at);

-- A visit: a session inside another page, in which its person is no more than a customer of this desk.
alter table people.session add column visited_desk_id bigint references desk.desk;

alter table ticket.ticket drop constraint ticket_channel_check;
alter table ticket.ticket add constraint ticket_channel_check
    check (channel in ('portal', 'workspace', 'api', 'mail', 'automation', 'widget', 'chat'));
alter table ticket.history drop constraint history_channel_check;
alter table ticket.history add constraint history_channel_check
    check (channel in ('portal', 'workspace', 'api', 'link', 'approval', 'sla', 'mail', 'automation', 'widget', 'chat'));
