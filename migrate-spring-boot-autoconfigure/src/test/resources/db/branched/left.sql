-- Add left table
--
-- Revision ID: left01
-- Revises: root01

-- migrate:upgrade
CREATE TABLE left_side (id BIGINT PRIMARY KEY);

-- migrate:downgrade
DROP TABLE left_side;
