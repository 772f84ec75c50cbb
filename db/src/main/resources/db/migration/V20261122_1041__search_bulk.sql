-- What is imported by the thousand is indexed after what people write meanwhile.
create or replace function search.mark_stale() returns trigger language plpgsql as $$
begin
    insert into search.stale (bulk, ticket_id) select count(*) over () > 100, id from written;
    return null;
end $$;
