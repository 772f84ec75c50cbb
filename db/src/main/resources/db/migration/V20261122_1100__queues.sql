-- Lists of work that people keep: a query, and how its tickets are shown.
create schema queue;

create table queue.queue (
    id         bigint generated always as identity primary key,
    -- The desk whose tickets alone it holds, and among whose queues it stands; null for one over all desks.
    desk_id    bigint references desk.desk,
    -- A name for addresses, of those that a desk begins with.
    key        text check (key ~ '^[a-z][a-z0-9_]{0,30}$'),
    -- Null for those that a desk begins with.
    owner_id   bigint references people.person,
    name       jsonb       not null,
    icon       text        not null,
    -- In the query language, with numbers in place of names.
    query      text        not null,
    -- [{"field", "width"}…], in their order; a width in pixels, or none.
    columns    jsonb       not null,
    grouping   text,
    -- [{"query", "colour"}…]: the first that holds.
    colours    jsonb       not null default '[]',
    density    text        not null check (density in ('compact', 'normal', 'roomy')),
    layout     text        not null check (layout in ('list', 'board')),
    position   int         not null default 0,
    version    bigint      not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (desk_id, key)
);
create index queue_owner on queue.queue (owner_id);

-- Whom a queue is shown to beside its owner: a person, a group, or everybody who works on a desk.
create table queue.share (
    queue_id  bigint not null references queue.queue on delete cascade,
    person_id bigint references people.person,
    group_id  bigint references people.person_group on delete cascade,
    desk_id   bigint references desk.desk,
    check (num_nonnulls(person_id, group_id, desk_id) = 1),
    unique nulls not distinct (queue_id, person_id, group_id, desk_id)
);
create index share_person on queue.share (person_id) where person_id is not null;
create index share_group on queue.share (group_id) where group_id is not null;
create index share_desk on queue.share (desk_id) where desk_id is not null;

create table queue.star (
    person_id bigint not null references people.person,
    queue_id  bigint not null references queue.queue on delete cascade,
    primary key (person_id, queue_id)
);
create index star_queue on queue.star (queue_id);

-- Desks that are there already have had these since they were made.
insert into queue.queue (desk_id, key, name, icon, query, columns, density, layout, position, created_at, updated_at)
select desk.id, begin.key, begin.name::jsonb, begin.icon, begin.query,
       '[{"field": "type"}, {"field": "key"}, {"field": "summary"}, {"field": "request type"}, {"field": "status"}, {"field": "priority"}, {"field": "reporter"}, {"field": "assignee"}, {"field": "updated"}]',
       'normal', 'list', begin.position, desk.created_at, desk.created_at
from desk.desk, (values
    (1, 'unassigned', '{"ko": "미배정", "en": "Unassigned"}', 'inbox', 'assignee IS EMPTY AND "status category" != done ORDER BY updated DESC'),
    (2, 'mine', '{"ko": "내 담당", "en": "Assigned to me"}', 'user-check', 'assignee = currentUser() AND "status category" != done ORDER BY updated DESC'),
    (3, 'waiting', '{"ko": "대기 중", "en": "Waiting"}', 'hourglass', '"status category" = waiting ORDER BY updated DESC'),
    (4, 'open', '{"ko": "처리 중 전체", "en": "All open"}', 'stack', '"status category" != done ORDER BY updated DESC'),
    (5, 'resolved', '{"ko": "해결됨", "en": "Resolved"}', 'circle-check', '"status category" = done ORDER BY updated DESC')
) as begin (position, key, name, icon, query);

insert into queue.share (queue_id, desk_id)
select id, desk_id from queue.queue;
