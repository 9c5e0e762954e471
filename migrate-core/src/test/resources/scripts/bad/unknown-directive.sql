-- Add account table
-- Revision ID: a1

-- migrate:upgrade
SELECT 1;
-- migrate:dowgrade
SELECT 2;
-- migrate:split off
SELECT 3;
