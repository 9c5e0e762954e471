-- Add fine table
--
-- Revision ID: fine01

-- migrate:upgrade
CREATE TABLE fine (id BIGINT PRIMARY KEY);

-- migrate:downgrade
DROP TABLE fine;
