-- Persons, groups, roles, and the ways in: passwords, sessions, API tokens.
create schema people;

create table people.person (
    id                  bigint generated always as identity primary key,
    email               text        not null check (char_length(email) between 3 and 254),
    display_name        text        not null check (char_length(display_name) between 1 and 200),
    language            text        not null check (language in ('ko', 'en')),
    time_zone           text        not null,
    theme               text        not null default 'system' check (theme in ('system', 'light', 'dark')),
    active              boolean     not null default true,
    password_hash       text,
    password_changed_at timestamptz,
    version             bigint      not null default 1,
    created_at          timestamptz not null,
    updated_at          timestamptz not null
);
create unique index person_email on people.person (lower(email));
create index person_display_name on people.person (lower(display_name), id);

-- A group is also what a desk calls a team.
create table people.person_group (
    id          bigint generated always as identity primary key,
    name        text        not null check (char_length(name) between 1 and 200),
    description text        not null default '',
    version     bigint      not null default 1,
    created_at  timestamptz not null,
    updated_at  timestamptz not null
);
create unique index person_group_name on people.person_group (lower(name));

create table people.group_member (
    group_id  bigint      not null references people.person_group on delete cascade,
    person_id bigint      not null references people.person,
    added_at  timestamptz not null,
    primary key (group_id, person_id)
);
create index group_member_person on people.group_member (person_id);

-- A role is held by a person or by a group, everywhere (desk_id null) or on one desk.
create table people.role_assignment (
    id          bigint generated always as identity primary key,
    role        text        not null check (role in ('administrator', 'desk_manager', 'agent', 'collaborator', 'customer')),
    person_id   bigint references people.person,
    group_id    bigint references people.person_group on delete cascade,
    desk_id     bigint,
    assigned_at timestamptz not null,
    check (num_nonnulls(person_id, group_id) = 1),
    check ((role = 'administrator') = (desk_id is null)),
    unique nulls not distinct (role, person_id, group_id, desk_id)
);
create index role_assignment_person on people.role_assignment (person_id) where person_id is not null;
create index role_assignment_group on people.role_assignment (group_id) where group_id is not null;
create index role_assignment_desk on people.role_assignment (desk_id) where desk_id is not null;

-- What each role may do. The one table that use cases ask.
create table people.role_permission (
    role       text not null check (role in ('administrator', 'desk_manager', 'agent', 'collaborator', 'customer')),
    permission text not null,
    primary key (role, permission)
);

-- The token itself is only in the browser's cookie; here is its SHA-256.
create table people.session (
    token_hash   bytea primary key,
    id           uuid        not null unique,
    person_id    bigint      not null references people.person,
    created_at   timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at   timestamptz not null,
    address      text        not null,
    user_agent   text        not null
);
create index session_person on people.session (person_id);
create index session_expires_at on people.session (expires_at);

create table people.api_token (
    id           bigint generated always as identity primary key,
    person_id    bigint      not null references people.person,
    name         text        not null check (char_length(name) between 1 and 100),
    token_hash   bytea       not null unique,
    hint         text        not null,
    scope        text        not null check (scope in ('read', 'write', 'administer')),
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    last_used_at timestamptz,
    revoked_at   timestamptz
);
create index api_token_person on people.api_token (person_id);

create table people.password_reset (
    token_hash bytea primary key,
    person_id  bigint      not null references people.person,
    created_by bigint references people.person,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz
);
create index password_reset_person on people.password_reset (person_id);

-- Sign-ins that failed or are being tried, counted per address, account, and account at an address. The subject is a
-- hash: what was typed as an account may be anything, a password by mistake for one.
create table people.sign_in_attempt (
    subject         bytea primary key,
    failures        int         not null,
    last_attempt_at timestamptz not null,
    blocked_until   timestamptz not null
);
create index sign_in_attempt_last_attempt_at on people.sign_in_attempt (last_attempt_at);

-- From where a person has signed in: there, others' failures do not slow them.
create table people.sign_in_address (
    person_id         bigint      not null references people.person,
    address           text        not null,
    last_signed_in_at timestamptz not null,
    primary key (person_id, address)
);
create index sign_in_address_last_signed_in_at on people.sign_in_address (last_signed_in_at);

insert into people.role_permission (role, permission)
select role, permission
from (values
    ('administrator', array['person.administer', 'group.administer', 'desk.create', 'desk.configure', 'desk.raise',
        'ticket.view', 'ticket.create', 'ticket.edit', 'ticket.assign', 'ticket.transition', 'ticket.comment_public',
        'ticket.comment_internal', 'ticket.moderate']),
    ('desk_manager', array['desk.configure', 'desk.raise',
        'ticket.view', 'ticket.create', 'ticket.edit', 'ticket.assign', 'ticket.transition', 'ticket.comment_public',
        'ticket.comment_internal', 'ticket.moderate']),
    ('agent', array['desk.raise',
        'ticket.view', 'ticket.create', 'ticket.edit', 'ticket.assign', 'ticket.transition', 'ticket.comment_public',
        'ticket.comment_internal']),
    ('collaborator', array['desk.raise', 'ticket.view', 'ticket.comment_internal']),
    ('customer', array['desk.raise'])
) as granted (role, permissions), unnest(permissions) as permission;
