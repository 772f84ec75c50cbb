-- Clocks that run change beside others that stand for ever, which reports read from an index alone as long as the map of what is
-- visible to all is kept up.
alter table sla.clock set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02,
    autovacuum_analyze_scale_factor = 0.02);
