-- Add account table
--
-- Revision ID: ae1027a6acf0
-- Create Date: 2026-11-23T10:15:30Z
-- Author: Jane Doe

-- migrate:upgrade
CREATE TABLE account (id BIGINT PRIMARY KEY, name VARCHAR(50) NOT NULL);

-- migrate:downgrade
DROP TABLE account;
