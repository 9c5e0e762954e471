-- Create account
--
-- Revision ID: V1
-- Imported From: flyway 1 checksum=-144753111

-- migrate:upgrade
CREATE TABLE account (
    id BIGINT PRIMARY KEY
);
