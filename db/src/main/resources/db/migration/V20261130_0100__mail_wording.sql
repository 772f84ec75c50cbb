-- How mails are worded and what they look like: of one desk, and, without one, of all that say nothing themselves.
create table notification.mail_wording (
    id      bigint generated always as identity primary key,
    desk_id bigint references desk.desk,
    wording jsonb  not null,
    version bigint not null,
    -- The kind whose text could not be used since it was saved; administrators were told of it then.
    broken  text,
    unique nulls not distinct (desk_id)
);
