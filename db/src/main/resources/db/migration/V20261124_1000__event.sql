-- What happened to tickets, for what follows from it after it is committed: written with it, taken away when all has followed.
create schema event;

create table event.event (
    id        bigint generated always as identity primary key,
    kind      text        not null,
    -- Not referenced: that would write into the ticket.
    ticket_id bigint      not null,
    at        timestamptz not null,
    -- What caused it, the first cause first; nothing when a person did it.
    chain     text[]      not null,
    content   jsonb       not null
);

-- Each follower has its own, so that none waits for another.
create table event.delivery (
    follower  text        not null,
    event_id  bigint      not null references event.event,
    ticket_id bigint      not null,
    -- None when it was set aside after many failures.
    try_at    timestamptz,
    failures  int         not null default 0,
    failure   text,
    failed_at timestamptz,
    primary key (follower, event_id)
) with (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_insert_threshold = 1000);
create index delivery_due on event.delivery (follower, try_at, event_id);
-- A ticket's events follow one after the other.
create index delivery_of_ticket on event.delivery (follower, ticket_id, event_id);
-- Whether an event is still waited for.
create index delivery_event on event.delivery (event_id);
-- What an administrator is shown.
create index delivery_failed on event.delivery (event_id, follower) where failures > 0;

insert into people.role_permission (role, permission) values ('administrator', 'event.administer');
