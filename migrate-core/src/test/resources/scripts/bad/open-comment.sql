-- Add account table
-- Revision ID: a1

-- migrate:upgrade
SELECT 1;
/* a /* b */
SELECT 2;
