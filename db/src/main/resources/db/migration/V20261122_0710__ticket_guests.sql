-- Who may read a ticket, as its customers do, because a module needs them to: approvers.
create table ticket.guest (
    ticket_id bigint not null references ticket.ticket,
    person_id bigint not null references people.person,
    module    text   not null,
    primary key (ticket_id, person_id, module)
);
create index guest_person on ticket.guest (person_id, ticket_id);

-- A step that an approval took, and a decision that came by a link.
alter table ticket.history drop constraint history_channel_check;
alter table ticket.history add constraint history_channel_check
    check (channel in ('portal', 'workspace', 'api', 'link', 'approval'));
