-- Commands in a mail that were not carried out: each with its line and the reason in both languages.
alter table mail.received add column refused jsonb not null default '[]';
