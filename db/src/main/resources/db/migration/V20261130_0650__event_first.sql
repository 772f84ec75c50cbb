-- Followers look for a ticket's first event by an index that serves nothing else, so that it is used whatever the planner last
-- counted: the table is empty most of the time and has a hundred thousand rows a moment later.

alter table event.delivery
    drop constraint delivery_pkey,
    add primary key (event_id, follower);
drop index event.delivery_event;
drop index event.delivery_of_ticket;
create index delivery_of_ticket on event.delivery (follower, ticket_id, event_id) where try_at is not null;
