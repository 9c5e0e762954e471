-- Add invoice table
--
-- Revision ID: acc0003
-- Revises: acc0002
-- Create Date: 2026-01-03T09:00:00Z

-- migrate:upgrade
CREATE TABLE invoice (id BIGINT PRIMARY KEY, account_id BIGINT NOT NULL);
CREATE INDEX invoice_account ON invoice (account_id);

-- migrate:downgrade
DROP TABLE invoice;
