-- Add account table
--
-- Anything more that the author wants to say.
--
-- Revision ID: ae1027a6acf0
-- Revises: 1975ea83b712
-- Create Date: 2026-11-23T10:15:30Z
-- Author: Jane Doe
-- Branch Labels: billing
-- Depends On: 27c6a30d7c24

-- migrate:upgrade
CREATE TABLE account (id BIGINT PRIMARY KEY, name VARCHAR(50) NOT NULL);

-- migrate:downgrade
DROP TABLE account;
