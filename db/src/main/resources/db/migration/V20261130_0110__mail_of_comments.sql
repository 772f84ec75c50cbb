-- Of which comments of its ticket a mail tells, so that its delivery is shown beside them.
alter table mail.outgoing add column comment_ids bigint[] not null default '{}';
