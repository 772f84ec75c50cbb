-- How many tickets of a desk are in a category and whose they are: what the exact total of a queue is summed from,
-- without counting tickets. Every writer adds a row of its own, so that nobody waits for another's transaction; a task
-- of the server adds rows up.
create table ticket.tally (
    desk_id         bigint not null,
    status_category text   not null,
    assignee_id     bigint,
    tickets         bigint not null
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 500, autovacuum_vacuum_insert_threshold = 500);
create index tally_desk on ticket.tally (desk_id, status_category, assignee_id) include (tickets);

insert into ticket.tally (desk_id, status_category, assignee_id, tickets)
select desk_id, status_category, assignee_id, count(*) from ticket.ticket group by desk_id, status_category, assignee_id;

create function ticket.tally_inserted() returns trigger language plpgsql as $$
begin
    insert into ticket.tally (desk_id, status_category, assignee_id, tickets)
    select desk_id, status_category, assignee_id, count(*) from inserted group by desk_id, status_category, assignee_id;
    return null;
end $$;
create trigger tally_inserted after insert on ticket.ticket
    referencing new table as inserted for each statement execute function ticket.tally_inserted();

create function ticket.tally_changed() returns trigger language plpgsql as $$
begin
    insert into ticket.tally (desk_id, status_category, assignee_id, tickets)
    values (old.desk_id, old.status_category, old.assignee_id, -1), (new.desk_id, new.status_category, new.assignee_id, 1);
    return null;
end $$;
create trigger tally_changed after update on ticket.ticket
    for each row when ((old.desk_id, old.status_category, old.assignee_id)
        is distinct from (new.desk_id, new.status_category, new.assignee_id))
    execute function ticket.tally_changed();

create function ticket.tally_deleted() returns trigger language plpgsql as $$
begin
    insert into ticket.tally (desk_id, status_category, assignee_id, tickets)
    select desk_id, status_category, assignee_id, -count(*) from deleted group by desk_id, status_category, assignee_id;
    return null;
end $$;
create trigger tally_deleted after delete on ticket.ticket
    referencing old table as deleted for each statement execute function ticket.tally_deleted();
