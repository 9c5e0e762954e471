-- Add account table
-- Revision ID: a1
-- Revise: b1
-- Create date: 2026-11-23T10:15:30Z
-- and now some prose
-- Revision ID: a2

-- migrate:upgrade
SELECT 1;
