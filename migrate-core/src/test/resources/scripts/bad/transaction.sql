-- Add account table
-- Revision ID: a1

-- migrate:upgrade
BEGIN;
SELECT 1; /* and so */ COMMIT;
START
TRANSACTION;
ROLLBACK TO SAVEPOINT s;

-- migrate:downgrade transaction=off
BEGIN;
SELECT 1;
COMMIT;
