-- How somebody has a queue for themselves. Which columns it shows is still the queue's to say.
create table queue.look (
    person_id bigint not null references people.person,
    queue_id  bigint not null references queue.queue on delete cascade,
    -- [{"field", "width"}…], in their order.
    columns   jsonb  not null,
    -- Null for the queue's own.
    density   text check (density in ('compact', 'normal', 'roomy')),
    primary key (person_id, queue_id)
);
create index look_queue on queue.look (queue_id);
