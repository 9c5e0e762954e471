-- Add account table
--
-- Revision ID: acc0001
-- Create Date: 2026-01-01T09:00:00Z
-- Author: Jane Doe
-- Branch Labels: billing

-- migrate:upgrade
CREATE TABLE account (id BIGINT PRIMARY KEY, name VARCHAR(50) NOT NULL);

-- migrate:downgrade
DROP TABLE account;
