-- Add note table
--
-- Revision ID: acc0004
-- Revises: acc0003
-- Create Date: 2026-01-04T09:00:00Z

-- migrate:upgrade
CREATE TABLE note (id BIGINT PRIMARY KEY, text VARCHAR(200));

-- migrate:downgrade
DROP TABLE note;
