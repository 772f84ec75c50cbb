-- Rows of typed columns, and groups that work on tickets together, can be asked for.
alter table field.field drop constraint field_type_check;

alter table field.field add constraint field_type_check
    check (type in ('short_text', 'long_text', 'rich_text', 'url', 'email', 'phone', 'number', 'duration', 'money', 'date',
                    'date_time', 'choice', 'multi_choice', 'checkbox', 'consent', 'person', 'persons', 'group', 'team', 'service',
                    'ticket', 'table', 'computed', 'file', 'priority'));

-- A team works on tickets together; other groups only share their roles.
alter table people.person_group add column team boolean not null default false;
create index person_group_team on people.person_group (lower(name), id) where team;

-- Groups to which tickets are assigned are teams already.
update people.person_group set team = true where id in (select team_id from ticket.ticket);
