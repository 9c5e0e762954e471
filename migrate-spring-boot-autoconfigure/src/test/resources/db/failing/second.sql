-- Use a table that is not there
--
-- Revision ID: fail01
-- Revises: fine01

-- migrate:upgrade
INSERT INTO nowhere VALUES (1);

-- migrate:downgrade
