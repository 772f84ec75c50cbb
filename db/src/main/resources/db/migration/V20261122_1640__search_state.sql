-- Since when a ticket has been waiting for its document.
alter table search.stale add column added_at timestamptz not null default now();

-- Whether reading stopped before the end of the file. Of what was read before, the longest texts are taken for such.
alter table attachment.content_text add column cut_short boolean not null default false;
alter table attachment.content_text disable trigger search_file_read;
update attachment.content_text set cut_short = true where length(text) >= 199000;
alter table attachment.content_text enable trigger search_file_read;
create index content_text_cut_short on attachment.content_text (sha256) where cut_short;
