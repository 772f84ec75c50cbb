-- What people are told of, and whether they have read it.
create schema notification;

create table notification.notification (
    id         bigint generated always as identity primary key,
    person_id  bigint      not null references people.person,
    -- Whose words it is told in; what it tells, in numbers and not in words.
    kind       text        not null,
    content    jsonb       not null,
    -- Not referenced: that would write into the ticket.
    ticket_id  bigint      not null,
    created_at timestamptz not null,
    read_at    timestamptz
);
create index notification_person on notification.notification (person_id, id desc);
create index notification_unread on notification.notification (person_id, id) where read_at is null;
create index notification_created on notification.notification (created_at);
