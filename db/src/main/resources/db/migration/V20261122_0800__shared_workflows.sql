-- A workflow belongs to one desk, whose administrators shape it; one that is shared can be followed by other desks too.
alter table workflow.workflow add column shared boolean not null default false;
create index workflow_shared on workflow.workflow (id) where shared;
create index ticket_type_workflow_workflow on workflow.ticket_type_workflow (workflow_id);
