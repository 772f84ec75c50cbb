-- What is written on tickets, taken apart into lexemes by the server, so that PostgreSQL finds them by words. All of it can be
-- made again from the tickets.
create schema search;

-- One row a ticket. The vector holds, beside the words (weights: A summary and key, B description, C comments, D answers and
-- names of files): "!word" of what is internal, "^word" of the summary, and "#…" for the desk, the persons concerned, and the
-- stretches of time that changed_at is in, so that the newest tickets that hold a frequent word are found without reading all.
create table search.document (
    ticket_id   bigint primary key references ticket.ticket on delete cascade,
    desk_id     bigint      not null,
    -- The ticket's version that was read.
    version     bigint      not null,
    -- What took the texts apart; another one makes the document anew.
    analyzer    int         not null,
    -- Of all that went into the vector: a change to anything else leaves it as it is.
    fingerprint bigint      not null,
    -- When what is written was last changed.
    changed_at  timestamptz not null,
    vector      tsvector    not null
) with (fillfactor = 90, toast_tuple_target = 8160,
    autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);
alter table search.document alter column vector set statistics 200;
-- Entries wait in a list before they are sorted in; every question reads that list.
create index document_vector on search.document using gin (vector) with (gin_pending_list_limit = 1024);

-- The tickets whose document is not what it should be: those written just now, and in bulk those that are to be made anew.
create table search.stale (
    bulk      boolean not null default false,
    id        bigint generated always as identity,
    ticket_id bigint  not null,
    primary key (bulk, id)
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 500, autovacuum_vacuum_insert_threshold = 500);

-- Every writer adds rows of its own, so that nobody waits; and it is the database that adds them, so that an import is found too.
create function search.mark_stale() returns trigger language plpgsql as $$
begin
    insert into search.stale (ticket_id) select id from written;
    return null;
end $$;
create function search.mark_stale_changed() returns trigger language plpgsql as $$
begin
    insert into search.stale (ticket_id) values (new.id);
    return null;
end $$;
create function search.mark_stale_guests() returns trigger language plpgsql as $$
begin
    insert into search.stale (ticket_id) select distinct ticket_id from written;
    return null;
end $$;
create trigger search_inserted after insert on ticket.ticket
    referencing new table as written for each statement execute function search.mark_stale();
create trigger search_changed after update on ticket.ticket
    for each row when (old.version is distinct from new.version) execute function search.mark_stale_changed();
create trigger search_guests_added after insert on ticket.guest
    referencing new table as written for each statement execute function search.mark_stale_guests();
create trigger search_guests_removed after delete on ticket.guest
    referencing old table as written for each statement execute function search.mark_stale_guests();

-- One row. An analyzer other than the server's asks for all documents to be looked at.
create table search.state (
    only_one     boolean primary key default true check (only_one),
    analyzer     int not null,
    checked_at   timestamptz,
    -- How many documents the last check found that were not what they should be.
    differences  bigint
);
insert into search.state (analyzer) values (0);

insert into people.role_permission (role, permission) values ('administrator', 'search.administer');
