-- Add account table
-- Revision ID: a1

-- migrate:upgrade transaktion=off
SELECT 1;
-- migrate:upgrade dialect=postgres,h2,h2 transaction
SELECT 1;
-- migrate:downgrade dialect= transaction=maybe transaction=off
SELECT 1;
