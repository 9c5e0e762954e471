-- Find orders by day
--
-- Revision ID: 90c6f1d3b7e4
-- Revises: 3b8e50d7c1a6
-- Create Date: 2026-03-12T10:15:00Z
-- Author: Ada Moss

-- migrate:upgrade
CREATE INDEX purchase_order_day ON purchase_order (placed_on);

-- migrate:downgrade dialect=mariadb,mysql
DROP INDEX purchase_order_day ON purchase_order;

-- migrate:downgrade
DROP INDEX purchase_order_day;
