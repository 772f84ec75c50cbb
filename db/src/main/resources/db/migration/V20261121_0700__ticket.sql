-- The ticket: one aggregate for every kind of work, with an append-only history written in the same transaction.
create schema ticket;

create table ticket.ticket (
    id               bigint generated always as identity primary key,
    desk_id          bigint      not null references desk.desk,
    -- From the sequence ticket.number_<desk id>: unique for ever, gaps allowed, nobody waits.
    number           bigint      not null,
    key              text        not null unique,
    type             text        not null check (type in ('service_request', 'incident', 'problem', 'change', 'release', 'task')),
    request_type_id  bigint references desk.request_type,
    form_id          bigint references field.form,
    workflow_id      bigint      not null references workflow.workflow,
    status_id        bigint      not null references workflow.status,
    status_category  text        not null check (status_category in ('new', 'active', 'waiting', 'done')),
    summary          text        not null check (char_length(summary) between 1 and 255),
    -- Sanitised rich text (HTML), and its plain text for search and previews.
    description      text        not null default '',
    description_text text        not null default '',
    -- 1 highest … 5 lowest.
    priority         smallint    not null default 3 check (priority between 1 and 5),
    resolution       text check (resolution in ('done', 'workaround', 'duplicate', 'declined', 'cannot_reproduce', 'withdrawn')),
    resolved_at      timestamptz,
    reporter_id      bigint      not null references people.person,
    created_by_id    bigint      not null references people.person,
    assignee_id      bigint references people.person,
    team_id          bigint references people.person_group,
    labels           text[]      not null default '{}',
    due_date         date,
    channel          text        not null check (channel in ('portal', 'workspace', 'api')),
    field_values     jsonb       not null default '{}',
    version          bigint      not null default 1,
    created_at       timestamptz not null,
    updated_at       timestamptz not null,
    unique (desk_id, number),
    check (status_category = 'done' or resolution is null)
);

-- The queues: open work of a desk, newest change first; unassigned, mine, waiting; and resolved.
create index ticket_open on ticket.ticket (desk_id, updated_at desc, id desc) where status_category <> 'done';
create index ticket_open_unassigned on ticket.ticket (desk_id, updated_at desc, id desc)
    where status_category <> 'done' and assignee_id is null;
create index ticket_waiting on ticket.ticket (desk_id, updated_at desc, id desc) where status_category = 'waiting';
create index ticket_resolved on ticket.ticket (desk_id, updated_at desc, id desc) where status_category = 'done';
create index ticket_assignee on ticket.ticket (assignee_id, desk_id, updated_at desc, id desc) where status_category <> 'done';
create index ticket_reporter on ticket.ticket (reporter_id, updated_at desc, id desc);

-- A moved or merged ticket's old key goes on working.
create table ticket.key_alias (
    key       text primary key,
    ticket_id bigint not null references ticket.ticket
);

create table ticket.participant (
    ticket_id bigint      not null references ticket.ticket,
    person_id bigint      not null references people.person,
    added_at  timestamptz not null,
    primary key (ticket_id, person_id)
);
create index participant_person on ticket.participant (person_id, ticket_id);

create table ticket.watcher (
    ticket_id bigint      not null references ticket.ticket,
    person_id bigint      not null references people.person,
    added_at  timestamptz not null,
    primary key (ticket_id, person_id)
);
create index watcher_person on ticket.watcher (person_id, ticket_id);

create table ticket.comment (
    id         bigint generated always as identity primary key,
    ticket_id  bigint      not null references ticket.ticket,
    author_id  bigint      not null references people.person,
    internal   boolean     not null,
    body       text        not null,
    body_text  text        not null,
    version    bigint      not null default 1,
    created_at timestamptz not null,
    edited_at  timestamptz,
    edited_by  bigint references people.person,
    deleted_at timestamptz,
    deleted_by bigint references people.person
);
create index comment_ticket on ticket.comment (ticket_id, created_at, id);

-- The trace of an edit or a deletion: what stood there before.
create table ticket.comment_revision (
    comment_id  bigint      not null references ticket.comment,
    version     bigint      not null,
    body        text        not null,
    replaced_at timestamptz not null,
    replaced_by bigint      not null references people.person,
    primary key (comment_id, version)
);

create table ticket.history (
    id             bigint generated always as identity primary key,
    ticket_id      bigint      not null references ticket.ticket,
    -- The ticket's version that this change made: what a write based on an older version is merged against.
    ticket_version bigint      not null,
    changed_at     timestamptz not null,
    person_id      bigint      not null references people.person,
    channel        text        not null check (channel in ('portal', 'workspace', 'api')),
    field          text        not null,
    old_value      jsonb,
    new_value      jsonb
);
create index history_ticket on ticket.history (ticket_id, id);

create function ticket.refuse_history_change() returns trigger language plpgsql as $$
begin
    raise exception 'ticket.history is append-only';
end $$;
create trigger history_is_append_only
    before update or delete or truncate on ticket.history
    for each statement execute function ticket.refuse_history_change();

create table ticket.link (
    id         bigint generated always as identity primary key,
    source_id  bigint      not null references ticket.ticket,
    target_id  bigint      not null references ticket.ticket,
    type       text        not null check (type in ('relates_to', 'blocks', 'duplicates', 'caused_by', 'parent_of')),
    created_by bigint      not null references people.person,
    created_at timestamptz not null,
    check (source_id <> target_id),
    unique (source_id, target_id, type)
);
create index link_target on ticket.link (target_id);
