-- The server that mails leave by is signed in to with a password, or with access tokens (OAuth 2); then the password is the refresh token.

alter table mail.server
    add sign_in       text not null default 'password' check (sign_in in ('password', 'oauth')),
    add token_address text,
    add client_id     text,
    -- Encrypted.
    add client_secret text,
    add check (sign_in = 'password' or (username is not null and token_address is not null and client_id is not null));
alter table mail.server alter sign_in drop default;
