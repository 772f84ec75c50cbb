-- What is written in files, read from their bytes in the background, once per content.
create table attachment.content_text (
    sha256        bytea primary key,
    added         bigint generated always as identity,
    state         text     not null default 'waiting' check (state in ('waiting', 'read', 'unreadable')),
    -- How often somebody has begun to read it. A file that kills whoever reads it is given up.
    attempts      smallint not null default 0,
    -- Somebody reads it, and should be done by then.
    claimed_until timestamptz,
    -- In one line, of a long text the beginning.
    text          text,
    -- Why it cannot be read.
    reason        text,
    check ((text is not null) = (state = 'read')),
    check ((reason is not null) = (state = 'unreadable'))
);
create index content_text_waiting on attachment.content_text (added) where state = 'waiting';
create index content_text_unreadable on attachment.content_text (sha256) where state = 'unreadable';

insert into attachment.content_text (sha256)
select distinct sha256
from attachment.attachment
where deleted_at is null
  and content_type ~ '^(text/|application/(pdf|rtf|msword|x-hwp-v5|hwp\+zip|x-tika-|vnd\.ms-(word|excel|powerpoint|outlook)|vnd\.openxmlformats-officedocument\.|vnd\.oasis\.opendocument\.))';

-- What was read is found on the tickets that have the file, which are written anew a moment later.
create function search.mark_stale_file() returns trigger language plpgsql as $$
begin
    insert into search.stale (ticket_id)
    select distinct owner_id from attachment.attachment
    where sha256 = new.sha256 and owner_type = 'ticket' and deleted_at is null;
    return null;
end $$;
create trigger search_file_read after update on attachment.content_text
    for each row when (new.state = 'read' and new.text <> '') execute function search.mark_stale_file();
