-- Whether a run is the first of its ticket was looked for here once few were unfinished: all of these were read then, for each that waits.
drop index automation.run_ended;
create index run_ended on automation.run (ended_at) where ended_at is not null;
