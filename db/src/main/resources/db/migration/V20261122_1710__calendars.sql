-- Business time: when it is open. What is counted by a calendar names the version it was counted by.
create schema calendar;

create table calendar.calendar (
    id                bigint generated always as identity primary key,
    -- The desk that shapes it for itself; null for one of the installation, which every desk may count by.
    desk_id           bigint references desk.desk,
    name              jsonb       not null,
    published_version int         not null,
    -- Nothing is to count by it any more.
    retired           boolean     not null default false,
    version           bigint      not null default 1,
    created_at        timestamptz not null
);
create index calendar_desk on calendar.calendar (desk_id);

-- definition: {"zone", "hours": [{"days": ["monday"…], "from": "09:00", "to": "18:00"}…], "holidaySets": [key…],
-- "workedHolidays": [date…], "closures": [{"name", "first", "last", "from", "to"}…], "openings": […]}
create table calendar.calendar_version (
    calendar_id  bigint      not null references calendar.calendar,
    number       int         not null,
    definition   jsonb       not null,
    note         text        not null default '',
    -- Null for those that every installation begins with.
    published_by bigint references people.person,
    published_at timestamptz not null,
    primary key (calendar_id, number)
);

with begun as (
    insert into calendar.calendar (name, published_version, created_at)
    values ('{"ko": "24×7", "en": "24×7"}', 1, now()),
           ('{"ko": "평일 9시–18시", "en": "Weekdays 9 to 18"}', 1, now())
    returning id, name
)
insert into calendar.calendar_version (calendar_id, number, definition, published_at)
select id, 1,
       case when name ->> 'en' = '24×7' then
           '{"zone": "UTC", "hours": [{"days": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"], "from": "00:00", "to": "24:00"}],
             "holidaySets": [], "workedHolidays": [], "closures": [], "openings": []}'::jsonb
       else
           '{"zone": "Asia/Seoul", "hours": [{"days": ["monday", "tuesday", "wednesday", "thursday", "friday"], "from": "09:00", "to": "18:00"}],
             "holidaySets": ["KR"], "workedHolidays": [], "closures": [], "openings": []}'::jsonb
       end,
       now()
from begun
order by id;

insert into people.role_permission (role, permission)
values ('administrator', 'calendar.administer');
