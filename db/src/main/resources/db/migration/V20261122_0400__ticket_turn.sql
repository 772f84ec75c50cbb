-- Whose turn it was: the person to whom a transition gave its last ticket when it gives them round.
create table ticket.turn (
    workflow_id bigint not null references workflow.workflow,
    transition  text   not null,
    person_id   bigint not null references people.person,
    primary key (workflow_id, transition)
);
