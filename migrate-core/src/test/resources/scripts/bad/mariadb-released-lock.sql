-- Release locks
--
-- Revision ID: a1

-- migrate:upgrade
do release_all_locks();
select 1, /* all */ RELEASE_ALL_LOCKS /* of them */ ( );
do release_lock('mine'); -- not release_all_locks()
select 'release_all_locks()';
create procedure later() do release_all_locks();
