-- How work flows: statuses are rows that tickets point at, the arrows between them are a versioned document.
create schema workflow;

create table workflow.workflow (
    id                bigint generated always as identity primary key,
    desk_id           bigint      not null references desk.desk,
    name              jsonb       not null,
    published_version int         not null default 0,
    created_at        timestamptz not null
);
create index workflow_desk on workflow.workflow (desk_id);

-- A status keeps its category for life, so that a ticket may carry the category beside the status.
create table workflow.status (
    id            bigint generated always as identity primary key,
    workflow_id   bigint not null references workflow.workflow,
    key           text   not null check (key ~ '^[a-z][a-z0-9_]{0,62}$'),
    name          jsonb  not null,
    customer_name jsonb  not null,
    category      text   not null check (category in ('new', 'active', 'waiting', 'done')),
    unique (workflow_id, key)
);

-- definition: {"initial": statusKey, "statuses": [statusKey…], "transitions": [{"key", "name", "from": [statusKey…],
-- "to", "customer", "screen": [fieldKey…], "conditions": […], "validators": […], "postFunctions": […]}…]}
create table workflow.workflow_version (
    workflow_id  bigint      not null references workflow.workflow,
    number       int         not null,
    definition   jsonb       not null,
    note         text        not null default '',
    published_by bigint references people.person,
    published_at timestamptz not null,
    primary key (workflow_id, number)
);

-- Which workflow a desk's tickets of a type follow.
create table workflow.ticket_type_workflow (
    desk_id     bigint not null references desk.desk,
    ticket_type text   not null check (ticket_type in ('service_request', 'incident', 'problem', 'change', 'release', 'task')),
    workflow_id bigint not null references workflow.workflow,
    primary key (desk_id, ticket_type)
);
