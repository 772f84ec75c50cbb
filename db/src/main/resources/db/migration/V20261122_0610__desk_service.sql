-- What a desk looks after for others: mail, the personnel system. Somebody answers for each.
create table desk.service (
    id         bigint generated always as identity primary key,
    desk_id    bigint      not null references desk.desk,
    key        text        not null check (key ~ '^[a-z][a-z0-9_]{0,62}$'),
    name       jsonb       not null,
    owner_id   bigint references people.person,
    active     boolean     not null default true,
    version    bigint      not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (desk_id, key)
);

alter table field.field drop constraint field_type_check;

alter table field.field add constraint field_type_check
    check (type in ('short_text', 'long_text', 'rich_text', 'url', 'email', 'phone', 'number', 'duration', 'money', 'date',
                    'date_time', 'choice', 'multi_choice', 'checkbox', 'consent', 'person', 'persons', 'group', 'service',
                    'ticket', 'computed', 'file', 'priority'));

-- Options may stand under one another.
alter table field.field_option add column parent_key text;
create index field_option_order on field.field_option (field_id, position);
