-- Keep the total with the order
--
-- The orders that are there already get theirs from their lines.
--
-- Revision ID: 6e20d8f7b3c1
-- Revises: 17e8b2c4f906
-- Create Date: 2026-02-16T16:20:00Z
-- Author: Ben Okri

-- migrate:upgrade
ALTER TABLE purchase_order ADD COLUMN total DECIMAL(12, 2) DEFAULT 0 NOT NULL;

UPDATE purchase_order SET total = (
    SELECT COALESCE(SUM(line.quantity * line.unit_price), 0)
    FROM order_line line
    WHERE line.order_id = purchase_order.id
);

-- migrate:downgrade
ALTER TABLE purchase_order DROP COLUMN total;
