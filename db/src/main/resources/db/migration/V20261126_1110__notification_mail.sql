-- What is to be told by mail, and whose turn it is to make mails of it.
-- What is due for a person about a ticket becomes one message.
create table notification.pending_mail (
    id        bigint generated always as identity primary key,
    person_id bigint      not null references people.person,
    kind      text        not null,
    content   jsonb       not null,
    -- Not referenced: that would write into the ticket.
    ticket_id bigint      not null,
    at        timestamptz not null,
    due_at    timestamptz not null
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_insert_threshold = 1000);
create index pending_mail_due on notification.pending_mail (due_at, id);
create index pending_mail_person on notification.pending_mail (person_id, ticket_id);

-- Who holds it makes mails of what is due, so that two servers make no two of it.
create table notification.mail_turn (
    id int primary key check (id = 1)
);
insert into notification.mail_turn (id) values (1);
