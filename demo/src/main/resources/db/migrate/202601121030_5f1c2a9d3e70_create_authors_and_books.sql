-- Create authors and books
--
-- Sequences, and not identity columns: PostgreSQL, MariaDB and H2 agree on how these are written, so that
-- one section serves all three. Ids up to 50 are for what the scripts themselves put in.
--
-- Revision ID: 5f1c2a9d3e70
-- Create Date: 2026-01-12T10:30:00Z
-- Author: Ada Moss

-- migrate:upgrade
CREATE SEQUENCE author_seq START WITH 100 INCREMENT BY 50;
CREATE SEQUENCE book_seq START WITH 100 INCREMENT BY 50;

CREATE TABLE author (
    id BIGINT PRIMARY KEY,
    name VARCHAR(100) NOT NULL
);

CREATE TABLE book (
    id BIGINT PRIMARY KEY,
    title VARCHAR(200) NOT NULL,
    author_id BIGINT NOT NULL,
    CONSTRAINT book_author FOREIGN KEY (author_id) REFERENCES author (id)
);

INSERT INTO author (id, name) VALUES (1, 'Mary Shelley'), (2, 'Jules Verne');
INSERT INTO book (id, title, author_id) VALUES
    (1, 'Frankenstein; or, The Modern Prometheus', 1),
    (2, 'The Last Man', 1),
    (3, 'The Mysterious Island', 2);

-- migrate:downgrade
DROP TABLE book;
DROP TABLE author;
DROP SEQUENCE book_seq;
DROP SEQUENCE author_seq;
