-- Add name
--
-- Revision ID: V1.1
-- Revises: V1
-- Imported From: flyway 1.1 checksum=2027845370

-- migrate:upgrade
ALTER TABLE account ADD COLUMN name VARCHAR(50);

-- migrate:downgrade
ALTER TABLE account DROP COLUMN name;
