-- Which tickets somebody looked at last; of each person the latest, which the server keeps few. Nobody else is shown them.
create table ticket.viewed (
    person_id bigint      not null references people.person on delete cascade,
    ticket_id bigint      not null references ticket.ticket on delete cascade,
    viewed_at timestamptz not null,
    primary key (person_id, ticket_id)
) with (fillfactor = 70);
