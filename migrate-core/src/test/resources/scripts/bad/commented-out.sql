-- Add account table
-- Revision ID: a1

-- migrate:upgrade
-- CREATE TABLE account (id BIGINT);

-- migrate:downgrade
/* DROP TABLE account; */ ;;
