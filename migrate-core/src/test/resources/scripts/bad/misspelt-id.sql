-- Add account table
-- Revison ID: a1
-- Revises: b1

-- migrate:upgrade
SELECT 1;
