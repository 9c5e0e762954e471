-- Build an index while others write
--
-- Revision ID: a1

-- migrate:upgrade
create table account (id int);

create unique index concurrently account_id on account (id);
vacuum account;

-- migrate:downgrade
drop index concurrently account_id;
