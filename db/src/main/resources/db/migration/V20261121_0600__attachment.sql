-- What was uploaded. The bytes are in a content-addressed store outside the database, named by their SHA-256.
create schema attachment;

create table attachment.attachment (
    id           uuid primary key,
    -- Null until the upload is attached to something; owner_type names the module's thing ('ticket').
    owner_type   text,
    owner_id     bigint,
    comment_id   bigint,
    -- Follows the comment it came with: an internal note's file is as internal as the note.
    internal     boolean     not null default false,
    file_name    text        not null check (char_length(file_name) between 1 and 255),
    content_type text        not null,
    size         bigint      not null check (size >= 0),
    sha256       bytea       not null,
    image_width  int,
    image_height int,
    uploaded_by  bigint      not null references people.person,
    uploaded_at  timestamptz not null,
    deleted_at   timestamptz,
    deleted_by   bigint references people.person,
    check ((owner_type is null) = (owner_id is null))
);
create index attachment_owner on attachment.attachment (owner_type, owner_id, uploaded_at) where owner_id is not null;
create index attachment_unowned on attachment.attachment (uploaded_at) where owner_id is null;
create index attachment_sha256 on attachment.attachment (sha256);
