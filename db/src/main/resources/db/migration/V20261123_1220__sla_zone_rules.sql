-- By which version of the time zone database clocks are counted: one row, from the first start on. A server that knows another one counts anew.
create table sla.zone_rules (
    id      smallint primary key default 1 check (id = 1),
    version text        not null,
    since   timestamptz not null
);
