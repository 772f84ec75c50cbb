-- Whether a run is the first of its ticket is asked of each that waits. An index with the other one's predicate was left alone for that one,
-- which reads all that wait.
drop index automation.run_waiting_of_ticket;
create index run_waiting_of_ticket on automation.run (ticket_id, id) where ended_at is null;
