-- Give accounts an owner
--
-- Revision ID: acc0002
-- Revises: acc0001
-- Create Date: 2026-01-02T09:00:00Z

-- migrate:upgrade
ALTER TABLE account ADD COLUMN owner VARCHAR(50);
