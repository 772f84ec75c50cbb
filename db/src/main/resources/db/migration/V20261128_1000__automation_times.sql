-- Rules that run at times, by hand or because another system calls: some of them without a ticket to begin with, all without an event.
alter table automation.run alter column ticket_id drop not null;
alter table automation.run alter column event_id drop not null;
update automation.run set occasion = occasion || '{"values": {}}';

-- When a rule that waits for times runs next; null when its time never comes.
create table automation.schedule (
    rule_id bigint primary key references automation.rule on delete cascade,
    due_at  timestamptz
);
create index schedule_due on automation.schedule (due_at);

-- By what other systems prove that they may call a rule; encrypted.
create table automation.secret (
    rule_id bigint primary key references automation.rule on delete cascade,
    secret  text        not null,
    made_at timestamptz not null
);
