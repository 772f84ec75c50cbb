-- A field that is marked gets an index over its answers, made by the server meanwhile. How far that is, is said here; nothing
-- is said of a field that is not marked.
alter table field.field
    add column index_state   text check (index_state in ('waiting', 'building', 'ready', 'failed')),
    add column index_failure text;
create index field_indexed on field.field (id) where index_state is not null;

-- An answer as the value that it is, for indexes and for whoever asks with them. What is of another kind is null: no index
-- can fail for it, and no ticket be refused. A text counts as far as an index entry can hold it.
create function ticket.answer_text(answer jsonb) returns text
    language sql immutable parallel safe
    return left(answer #>> '{}', 255);

create function ticket.answer_number(answer jsonb) returns numeric
    language sql immutable parallel safe
    return case when jsonb_typeof(answer) = 'number' then answer::numeric end;

create function ticket.answer_amount(answer jsonb) returns numeric
    language sql immutable parallel safe
    return case when answer ->> 'amount' ~ '^[0-9]{1,15}(\.[0-9]{1,6})?$' then (answer ->> 'amount')::numeric end;

create function ticket.answer_date(answer jsonb) returns date
    language sql immutable parallel safe
    return case when answer #>> '{}' ~ '^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}$'
        then make_date(substr(answer #>> '{}', 1, 4)::int, substr(answer #>> '{}', 6, 2)::int, substr(answer #>> '{}', 9, 2)::int)
        end;

create function ticket.answer_instant(answer jsonb) returns timestamptz
    language sql immutable parallel safe
    return case when answer #>> '{}' ~ '^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$'
        then make_timestamp(substr(answer #>> '{}', 1, 4)::int, substr(answer #>> '{}', 6, 2)::int, substr(answer #>> '{}', 9, 2)::int,
            substr(answer #>> '{}', 12, 2)::int, substr(answer #>> '{}', 15, 2)::int, substr(answer #>> '{}', 18, 2)::double precision)
            at time zone 'UTC'
        end;
