-- Mail that is fetched: how to sign in, how far each mailbox was fetched, by which server just now, and what people were told of it.
alter table mail.mailbox
    add column sign_in       text        not null default 'password' check (sign_in in ('password', 'oauth')),
    -- Where a refresh token, which is the secret then, becomes an access token, and as whose.
    add column token_address text,
    add column client_id     text,
    -- Encrypted.
    add column client_secret text,
    -- Of the mails that lay there before, those since then are fetched; null for all.
    add column fetch_since   timestamptz,
    add column fetched_at    timestamptz,
    -- How often in a row it failed, and whether administrators have heard of it.
    add column failures      int         not null default 0,
    add column failure_told  boolean     not null default false,
    add column try_at        timestamptz,
    -- The server that fetches it, and until when no other one does.
    add column fetcher       uuid,
    add column fetcher_until timestamptz,
    add check (sign_in = 'password' or num_nulls(token_address, client_id) = 0);

-- The server that mails leave by is told of, too.
alter table mail.server add column failure_told boolean not null default false;

-- What is about no ticket.
alter table notification.notification alter column ticket_id drop not null;
