-- Add product table
--
-- Revision ID: root01

-- migrate:upgrade
CREATE TABLE product (id BIGINT PRIMARY KEY);

-- migrate:downgrade
DROP TABLE product;
