-- Find books by title
--
-- Revision ID: d15c9a08e4f2
-- Revises: a4d91b3e7c58
-- Create Date: 2026-02-17T08:30:00Z
-- Author: Ada Moss

-- On PostgreSQL the shop stays open while the index grows.
-- migrate:upgrade dialect=postgresql transaction=off
CREATE INDEX CONCURRENTLY book_title ON book (title);

-- migrate:upgrade
CREATE INDEX book_title ON book (title);

-- migrate:downgrade dialect=postgresql transaction=off
DROP INDEX CONCURRENTLY book_title;

-- migrate:downgrade dialect=mariadb,mysql
DROP INDEX book_title ON book;

-- migrate:downgrade
DROP INDEX book_title;
