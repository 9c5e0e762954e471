-- Add account table
-- Revises: b1
-- Revision ID: a1

-- migrate:upgrade
SELECT 1;
