-- Create entries
--
-- Revision ID: 2d5a8c3e7f10
-- Create Date: 2026-11-24T09:00:00Z
-- Author: Jane Doe

-- migrate:upgrade
CREATE TABLE entry (
    id BIGINT PRIMARY KEY,
    text VARCHAR(500) NOT NULL
);

-- migrate:downgrade
DROP TABLE entry;
