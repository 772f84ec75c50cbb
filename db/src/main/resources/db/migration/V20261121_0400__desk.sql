-- Service desks and what can be asked of them.
create schema desk;

create table desk.desk (
    id           bigint generated always as identity primary key,
    key          text        not null unique check (key ~ '^[A-Z][A-Z0-9]{1,9}$'),
    name         jsonb       not null,
    description  jsonb       not null default '{}',
    icon         text        not null default 'headset',
    -- 'everyone': any signed-in person may raise here; 'members': only holders of a role on this desk.
    raise_access text        not null default 'everyone' check (raise_access in ('everyone', 'members')),
    archived     boolean     not null default false,
    version      bigint      not null default 1,
    created_at   timestamptz not null,
    updated_at   timestamptz not null
);

alter table people.role_assignment
    add constraint role_assignment_desk_fkey foreign key (desk_id) references desk.desk;
alter table field.field
    add constraint field_desk_fkey foreign key (desk_id) references desk.desk;
alter table field.form
    add constraint form_desk_fkey foreign key (desk_id) references desk.desk;

create table desk.request_type_group (
    id       bigint generated always as identity primary key,
    desk_id  bigint not null references desk.desk,
    name     jsonb  not null,
    position int    not null,
    version  bigint not null default 1
);
create index request_type_group_desk on desk.request_type_group (desk_id, position);

create table desk.request_type (
    id          bigint generated always as identity primary key,
    desk_id     bigint      not null references desk.desk,
    group_id    bigint references desk.request_type_group,
    ticket_type text        not null check (ticket_type in ('service_request', 'incident', 'problem', 'change', 'release', 'task')),
    name        jsonb       not null,
    description jsonb       not null default '{}',
    help        jsonb       not null default '{}',
    icon        text        not null default 'help-circle',
    form_id     bigint      not null references field.form,
    -- Offered on the portal; otherwise agents only.
    portal      boolean     not null default true,
    active      boolean     not null default true,
    position    int         not null,
    version     bigint      not null default 1,
    created_at  timestamptz not null,
    updated_at  timestamptz not null
);
create index request_type_desk on desk.request_type (desk_id, position);
