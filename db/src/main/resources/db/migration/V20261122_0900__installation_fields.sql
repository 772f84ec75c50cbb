-- A field belongs to a desk, or to the installation when it names none; then every desk's forms can be made of it. One that
-- is no longer active is put on no further form, and keeps its answers.
alter table field.field add column active boolean not null default true;

-- Whether a key is free is asked among all desks when a field of the installation is made.
create index field_key on field.field (key);

insert into people.role_permission (role, permission)
values ('administrator', 'field.administer');
