-- Add account table
-- Revision ID: a1

-- A second comment is fine.
CREATE TABLE account (id BIGINT);
CREATE TABLE customer (id BIGINT);

-- migrate:upgrade
SELECT 1;
