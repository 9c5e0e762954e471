-- Release locks
--
-- Revision ID: a1

-- migrate:upgrade transaction=off
select pg_advisory_unlock_all();
with released as (select pg_catalog.PG_ADVISORY_UNLOCK_ALL()) select * from released;
DISCARD /* everything */ ALL;
select 'pg_advisory_unlock_all()';
discard plans;
create function later() returns void language sql begin atomic select pg_advisory_unlock_all(); end;
select pg_advisory_unlock(7);
