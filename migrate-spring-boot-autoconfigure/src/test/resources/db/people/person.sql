-- Add person table
--
-- Revision ID: person01

-- migrate:upgrade
CREATE TABLE person (id BIGINT PRIMARY KEY);

-- migrate:downgrade
DROP TABLE person;
