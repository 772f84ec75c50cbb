-- Who is told of what: what a desk tells whom, and what each person wants to hear, and how. What is not said here is as the product has it.
create table notification.desk_rules (
    desk_id bigint primary key references desk.desk,
    rules   jsonb not null,
    version bigint not null
);

create table notification.choices (
    person_id bigint primary key references people.person,
    choices   jsonb not null
);
