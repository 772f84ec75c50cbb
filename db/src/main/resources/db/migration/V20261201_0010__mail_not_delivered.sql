-- What the server said that did not take a mail which came back, beside that it did.
alter table mail.outgoing add column diagnostic text;

-- Of which comments it was told that a mail with them did not reach somebody, so that it is told once.
create table notification.undelivered (
    -- Not referenced: that would write into the ticket.
    comment_id bigint      not null,
    person_id  bigint      not null,
    told_at    timestamptz not null,
    primary key (comment_id, person_id)
);
create index undelivered_told on notification.undelivered (told_at);
