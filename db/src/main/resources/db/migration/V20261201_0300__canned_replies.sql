-- What agents answer often.
create schema reply;

create table reply.canned_reply (
    id         bigint generated always as identity primary key,
    -- Whose it is: of all who answer at a desk, or of one person.
    desk_id    bigint references desk.desk,
    owner_id   bigint references people.person,
    name       jsonb       not null,
    -- Plain text with places, in one or both languages.
    body       jsonb       not null,
    version    bigint      not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    check (num_nonnulls(desk_id, owner_id) = 1)
);
create index canned_reply_desk on reply.canned_reply (desk_id) where desk_id is not null;
create index canned_reply_owner on reply.canned_reply (owner_id) where owner_id is not null;
