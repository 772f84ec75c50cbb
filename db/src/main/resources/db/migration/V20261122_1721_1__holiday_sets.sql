-- Holidays from iCalendar: imported from a file, or fetched from an address every day. Calendars name them ical:<id>.
create table calendar.holiday_set (
    id         bigint generated always as identity primary key,
    -- The desk whose calendars alone may close on them; null for every calendar.
    desk_id    bigint references desk.desk,
    name       jsonb       not null,
    address    text,
    -- When its days were last read, and when that was last tried.
    read_at    timestamptz not null,
    tried_at   timestamptz not null,
    -- What the last try failed with, a code of our messages; null when it did not.
    failure    text,
    version    bigint      not null default 1,
    created_at timestamptz not null
);
create index holiday_set_desk on calendar.holiday_set (desk_id);

create table calendar.holiday (
    set_id bigint not null references calendar.holiday_set on delete cascade,
    date   date   not null,
    name   text   not null,
    primary key (set_id, date, name)
);
