-- Add account table
-- Revision ID: Heads
-- Revises: b-1, current

-- migrate:upgrade
SELECT 1;
