-- What somebody was given to read is among the few votes of theirs that nobody waits for and that they did not decide.
create index vote_undecided on approval.vote (person_id, id) where decision is null and not waiting and removed_at is null;
drop index approval.vote_person;
