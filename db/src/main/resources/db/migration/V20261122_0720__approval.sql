-- Approvals: a status of a workflow says who decides; each time a ticket enters it a round is held.
create schema approval;

create table approval.round (
    id          bigint generated always as identity primary key,
    ticket_id   bigint      not null references ticket.ticket,
    desk_id     bigint      not null references desk.desk,
    workflow_id bigint      not null references workflow.workflow,
    status_id   bigint      not null references workflow.status,
    -- Counts the rounds of a ticket, from 1.
    number      int         not null,
    -- As it was published when the round was opened: what is published later changes no round.
    approval    jsonb       not null,
    state       text        not null check (state in ('composing', 'running', 'approved', 'rejected', 'withdrawn')),
    opened_by   bigint      not null references people.person,
    opened_at   timestamptz not null,
    ended_by    bigint references people.person,
    ended_at    timestamptz,
    -- Why the ticket could not be moved although it was decided: [{"pointer", "code", "arguments"}…]
    hindrances  jsonb,
    unique (ticket_id, number),
    check ((state in ('composing', 'running')) = (ended_at is null))
);
create unique index round_running on approval.round (ticket_id) where state in ('composing', 'running');

create table approval.step (
    id           bigint generated always as identity primary key,
    round_id     bigint  not null references approval.round,
    position     int     not null,
    definition   jsonb   not null,
    state        text    not null
        check (state in ('pending', 'open', 'approved', 'rejected', 'objected', 'noted', 'skipped', 'unreached')),
    -- It decided the whole approval, and the steps behind it were skipped.
    final        boolean not null default false,
    -- Nobody is left who could decide it.
    unattended   boolean not null default false,
    opened_at    timestamptz,
    ended_at     timestamptz,
    remind_at    timestamptz,
    reminded_at  timestamptz,
    escalate_at  timestamptz,
    escalated_at timestamptz,
    unique (round_id, position)
);
create index step_remind on approval.step (remind_at) where remind_at is not null;
create index step_escalate on approval.step (escalate_at) where escalate_at is not null;
create index step_unattended on approval.step (round_id) where unattended;

-- A named approver of a step, and what they decided. What is decided stands.
create table approval.vote (
    id         bigint generated always as identity primary key,
    step_id    bigint      not null references approval.step,
    round_id   bigint      not null references approval.round,
    person_id  bigint      not null references people.person,
    -- Whether it is this person's turn, and since when.
    waiting    boolean     not null default false,
    asked_at   timestamptz,
    decision   text check (decision in ('approved', 'rejected')),
    -- The person or who stood in for them.
    decided_by bigint references people.person,
    decided_at timestamptz,
    channel    text,
    comment    text        not null default '',
    -- May decide in their place, since they did not in time.
    escalated_to bigint references people.person,
    added_by   bigint references people.person,
    removed_by bigint references people.person,
    removed_at timestamptz,
    check (num_nonnulls(decision, decided_by, decided_at) in (0, 3)),
    check (not waiting or decision is null and removed_at is null and asked_at is not null)
);
create index vote_round on approval.vote (round_id, id);
create unique index vote_person_of_step on approval.vote (step_id, person_id) where removed_at is null;
create index vote_waiting on approval.vote (person_id, asked_at, id) where waiting;
create index vote_escalated on approval.vote (escalated_to, asked_at, id) where waiting and escalated_to is not null;
create index vote_person on approval.vote (person_id, id);
create index vote_decided_by on approval.vote (decided_by, decided_at, id) where decision is not null;

create function approval.refuse_change_of_decision() returns trigger language plpgsql as $$
begin
    raise exception 'a decided vote is frozen';
end $$;
create trigger decided_vote_is_frozen before update on approval.vote
    for each row when (old.decision is not null) execute function approval.refuse_change_of_decision();
create trigger vote_is_kept before delete on approval.vote
    for each row execute function approval.refuse_change_of_decision();

-- Opens one vote's page to whoever holds it, once. The token itself is only in the link.
create table approval.link (
    token_hash bytea primary key,
    vote_id    bigint      not null references approval.vote,
    person_id  bigint      not null references people.person,
    created_by bigint references people.person,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz
);
create index link_vote on approval.link (vote_id);
create index link_expires_at on approval.link (expires_at);

-- Who stood in for whom when it was last looked, so that those who begin or cease to are noticed.
create table approval.standing_in (
    person_id     bigint not null references people.person,
    substitute_id bigint not null references people.person,
    primary key (person_id, substitute_id)
);

-- Lines of approval kept to be used again, of a person or of a desk.
create table approval.line (
    id         bigint generated always as identity primary key,
    person_id  bigint references people.person,
    desk_id    bigint references desk.desk,
    name       text        not null check (char_length(name) between 1 and 100),
    steps      jsonb       not null,
    version    bigint      not null default 1,
    updated_at timestamptz not null,
    check (num_nonnulls(person_id, desk_id) = 1)
);
create index line_person on approval.line (person_id) where person_id is not null;
create index line_desk on approval.line (desk_id) where desk_id is not null;
