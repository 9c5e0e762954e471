-- Add price and stock to books
--
-- Written while the orders were, in another branch of the same history.
--
-- Revision ID: a4d91b3e7c58
-- Revises: c93d7f50a1be
-- Create Date: 2026-02-11T10:15:00Z
-- Author: Ada Moss
-- Branch Labels: catalogue

-- migrate:upgrade
ALTER TABLE book ADD COLUMN price DECIMAL(10, 2) DEFAULT 9.90 NOT NULL;
ALTER TABLE book ADD COLUMN stock INTEGER DEFAULT 10 NOT NULL;

-- migrate:downgrade
ALTER TABLE book DROP COLUMN stock;
ALTER TABLE book DROP COLUMN price;
