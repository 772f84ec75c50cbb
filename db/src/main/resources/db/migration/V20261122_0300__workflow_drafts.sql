-- A workflow is edited as a draft; what is published goes on until the draft takes its place. One draft a workflow, so
-- that two administrators meet there and not in what they publish.
create table workflow.draft (
    workflow_id bigint      primary key references workflow.workflow,
    -- As a version's, but whole: {"name", "initial", "statuses": [{"key", "name", "customerName", "category"}…], "transitions": […]}
    definition  jsonb       not null,
    version     bigint      not null,
    edited_by   bigint      not null references people.person,
    edited_at   timestamptz not null
);

-- Where the tickets go whose status a publication took away. Kept until the last of them has gone.
create table workflow.status_move (
    from_status_id bigint      primary key references workflow.status,
    to_status_id   bigint      not null references workflow.status,
    -- Of those that are done by it.
    resolution     text,
    published_by   bigint      not null references people.person,
    published_at   timestamptz not null
);

-- How many tickets are in a status, and which.
create index ticket_status on ticket.ticket (status_id);
