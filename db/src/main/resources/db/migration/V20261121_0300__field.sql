-- Field definitions and the forms made of them.
create schema field;

-- System fields (summary, description, priority, due date, attachments) are rows too, so that a form is one list.
-- Texts for people are {"ko": …, "en": …}.
create table field.field (
    id         bigint generated always as identity primary key,
    desk_id    bigint,
    key        text        not null check (key ~ '^[a-z][a-z0-9_]{0,62}$'),
    type       text        not null check (type in ('short_text', 'long_text', 'rich_text', 'number', 'date', 'date_time',
                                                    'choice', 'multi_choice', 'checkbox', 'person', 'file', 'priority')),
    name       jsonb       not null,
    help       jsonb       not null default '{}',
    settings   jsonb       not null default '{}',
    system     boolean     not null default false,
    version    bigint      not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    check (not system or desk_id is null),
    unique nulls not distinct (desk_id, key)
);

create table field.field_option (
    id       bigint generated always as identity primary key,
    field_id bigint  not null references field.field on delete cascade,
    key      text    not null check (key ~ '^[a-z0-9][a-z0-9_]{0,62}$'),
    name     jsonb   not null,
    position int     not null,
    active   boolean not null default true,
    unique (field_id, key)
);

-- A form never changes: saving a request type's form makes a new row, so that an old request shows the form it came with.
create table field.form (
    id         bigint generated always as identity primary key,
    desk_id    bigint      not null,
    created_at timestamptz not null,
    created_by bigint
);

create table field.form_field (
    form_id       bigint  not null references field.form,
    position      int     not null,
    field_id      bigint  not null references field.field,
    required      boolean not null,
    label         jsonb   not null default '{}',
    help          jsonb   not null default '{}',
    default_value jsonb,
    primary key (form_id, position),
    unique (form_id, field_id)
);

insert into field.field (key, type, name, help, settings, system, created_at, updated_at)
values ('summary', 'short_text', '{"ko": "제목", "en": "Summary"}', '{}', '{"maximumLength": 255}', true, now(), now()),
       ('description', 'rich_text', '{"ko": "내용", "en": "Description"}', '{}', '{}', true, now(), now()),
       ('priority', 'priority', '{"ko": "우선순위", "en": "Priority"}', '{}', '{}', true, now(), now()),
       ('due_date', 'date', '{"ko": "희망 완료일", "en": "Due date"}', '{}', '{}', true, now(), now()),
       ('attachments', 'file', '{"ko": "첨부 파일", "en": "Attachments"}', '{}', '{}', true, now(), now());
