-- Add the author of an entry
--
-- Revision ID: 7b1f4e9a6c28
-- Revises: 2d5a8c3e7f10
-- Create Date: 2026-11-24T11:30:00Z
-- Author: Jane Doe

-- migrate:upgrade
ALTER TABLE entry ADD COLUMN written_by VARCHAR(100);

-- migrate:downgrade
ALTER TABLE entry DROP COLUMN written_by;
