-- Add right table
--
-- Revision ID: right01
-- Revises: root01

-- migrate:upgrade
CREATE TABLE right_side (id BIGINT PRIMARY KEY);

-- migrate:downgrade
DROP TABLE right_side;
