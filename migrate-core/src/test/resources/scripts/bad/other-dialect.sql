-- Add account table
-- Revision ID: a1

-- migrate:upgrade dialect=sqlite
SELECT 1;
