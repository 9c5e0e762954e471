-- Add account table
-- Revision ID:
-- Revises: a, ,b,a
-- Create Date: 2026-11-23 10:15:30
-- Depends On: ,

-- migrate:upgrade
SELECT 1;
