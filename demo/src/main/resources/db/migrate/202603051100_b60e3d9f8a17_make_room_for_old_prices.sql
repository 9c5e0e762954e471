-- Make room for old prices
--
-- Revision ID: b60e3d9f8a17
-- Revises: f27b4e6a9c03
-- Create Date: 2026-03-05T11:00:00Z
-- Author: Ben Okri

-- migrate:upgrade
CREATE TABLE price_change (
    book_id BIGINT NOT NULL,
    old_price DECIMAL(10, 2) NOT NULL,
    new_price DECIMAL(10, 2) NOT NULL,
    changed_at TIMESTAMP(6) DEFAULT CURRENT_TIMESTAMP(6) NOT NULL,
    CONSTRAINT price_change_book FOREIGN KEY (book_id) REFERENCES book (id)
);

-- migrate:downgrade
DROP TABLE price_change;
