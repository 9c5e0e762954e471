-- Create guest
--
-- Revision ID: guest01

-- migrate:upgrade
CREATE TABLE guest (id BIGINT PRIMARY KEY, name VARCHAR(50), nick VARCHAR(50));
-- migrate:warning guest.nick is dropped with its data
ALTER TABLE guest DROP COLUMN nick;

-- migrate:downgrade
DROP TABLE guest;
