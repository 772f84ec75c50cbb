-- What rules tell other systems: written with the run that asks for it, made after it, again and again until it is answered or given up.
create table automation.call (
    id       bigint generated always as identity primary key,
    run_id   bigint      not null references automation.run on delete cascade,
    -- To the step of the rule.
    pointer  text        not null,
    -- By which the other side can tell a repetition.
    delivery uuid        not null,
    address  text        not null,
    body     text        not null,
    state    text        not null check (state in ('waiting', 'done', 'failed')),
    -- When it is made next, and how often that was in vain.
    try_at   timestamptz not null,
    failures int         not null default 0,
    -- What was answered, or why nobody did.
    answer   text
);
create index call_waiting on automation.call (try_at, id) where state = 'waiting';
create index call_of_run on automation.call (run_id);
