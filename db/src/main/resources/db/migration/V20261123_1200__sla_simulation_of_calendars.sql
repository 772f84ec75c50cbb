-- A calendar's draft is run over the past as a policy's is, and tickets that are open now are looked at before a draft is published.
-- What was found before is told in other words; it was only a look, and is found again by asking again.
delete from sla.simulation;

alter table sla.simulation
    drop column definition,
    alter column policy_id drop not null,
    -- The calendar that would be open at other times, as the content says.
    add column calendar_id bigint,
    add column content jsonb,
    -- The policies that are compared: whose tickets each measures, what it says and what it would say, as it was when somebody asked.
    add column compared jsonb not null,
    -- Without them it is about the tickets that are open now.
    alter column from_at drop not null,
    alter column to_at drop not null,
    add check ((policy_id is null) <> (calendar_id is null)),
    add check ((calendar_id is null) = (content is null)),
    add check ((from_at is null) = (to_at is null));
