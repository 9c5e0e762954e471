-- Add account table
-- Revision ID: a1

-- migrate:upgrade
SELECT 1;
SELECT 'it
is open;

-- migrate:downgrade
SELECT $body$ no end $other$;
