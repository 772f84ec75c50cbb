-- Who leads whom, and who stands in for somebody who is away.
alter table people.person add column manager_id bigint references people.person check (manager_id <> id);
create index person_manager on people.person (manager_id) where manager_id is not null;

create table people.absence (
    id            bigint generated always as identity primary key,
    person_id     bigint      not null references people.person,
    substitute_id bigint      not null references people.person,
    starts_at     timestamptz not null,
    ends_at       timestamptz not null,
    reason        text        not null default '' check (char_length(reason) <= 200),
    created_by    bigint      not null references people.person,
    created_at    timestamptz not null,
    check (person_id <> substitute_id),
    check (starts_at < ends_at)
);
create index absence_person on people.absence (person_id, ends_at);
create index absence_substitute on people.absence (substitute_id, ends_at);

insert into people.role_permission (role, permission)
values ('administrator', 'approval.administer'), ('desk_manager', 'approval.administer');
