-- Add accounts
-- Revision ID: a1

-- migrate:upgrade
SELECT \N, 1 \G
\. accounts.sql
