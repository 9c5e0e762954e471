-- Create customers
--
-- Revision ID: 8b04e6c1d2a3
-- Revises: 5f1c2a9d3e70
-- Create Date: 2026-01-15T09:00:00Z
-- Author: Ada Moss

-- migrate:upgrade
CREATE SEQUENCE customer_seq START WITH 100 INCREMENT BY 50;

CREATE TABLE customer (
    id BIGINT PRIMARY KEY,
    name VARCHAR(100) NOT NULL,
    fax VARCHAR(30),
    CONSTRAINT customer_name UNIQUE (name)
);

-- migrate:downgrade
DROP TABLE customer;
DROP SEQUENCE customer_seq;
