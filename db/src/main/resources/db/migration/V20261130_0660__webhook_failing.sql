alter table webhook.endpoint
    -- Whether administrators have been told that it fails, and not yet that it works again.
    add failing boolean not null default false;
