-- Create orders
--
-- Revision ID: 17e8b2c4f906
-- Revises: c93d7f50a1be
-- Create Date: 2026-02-10T14:00:00Z
-- Author: Ben Okri
-- Branch Labels: orders

-- migrate:upgrade
CREATE SEQUENCE purchase_order_seq START WITH 100 INCREMENT BY 50;
CREATE SEQUENCE order_line_seq START WITH 100 INCREMENT BY 50;

CREATE TABLE purchase_order (
    id BIGINT PRIMARY KEY,
    customer_id BIGINT NOT NULL,
    placed_on DATE NOT NULL,
    CONSTRAINT purchase_order_customer FOREIGN KEY (customer_id) REFERENCES customer (id)
);

CREATE TABLE order_line (
    id BIGINT PRIMARY KEY,
    order_id BIGINT NOT NULL,
    book_id BIGINT NOT NULL,
    quantity INTEGER NOT NULL,
    unit_price DECIMAL(10, 2) NOT NULL,
    CONSTRAINT order_line_order FOREIGN KEY (order_id) REFERENCES purchase_order (id),
    CONSTRAINT order_line_book FOREIGN KEY (book_id) REFERENCES book (id)
);

-- migrate:downgrade
DROP TABLE order_line;
DROP TABLE purchase_order;
DROP SEQUENCE order_line_seq;
DROP SEQUENCE purchase_order_seq;
