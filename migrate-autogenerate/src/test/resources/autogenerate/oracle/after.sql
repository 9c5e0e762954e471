CREATE SCHEMA audit;
CREATE TYPE mood AS ENUM ('calm', 'glad', 'cross');
CREATE TYPE place AS (shelf int, spot text);
CREATE DOMAIN price AS numeric(12, 2) CHECK (value >= 0);
CREATE SEQUENCE ticket START 100 INCREMENT 10 CACHE 5;
CREATE FUNCTION letters(text) RETURNS text IMMUTABLE LANGUAGE sql AS 'select upper($1)';
CREATE FUNCTION stamped() RETURNS trigger LANGUAGE plpgsql AS $$ begin new.at := clock_timestamp(); return new; end $$;
CREATE FUNCTION joined(text, text) RETURNS text IMMUTABLE LANGUAGE sql AS 'select $1 || $2';
CREATE AGGREGATE all_of(text) (SFUNC = joined, STYPE = text, INITCOND = '');

CREATE TABLE author (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    nick varchar(30) DEFAULT 'some' CHECK (nick IN ('none', 'some', 'more')),
    mood mood DEFAULT 'glad',
    at timestamp(6) with time zone DEFAULT now() NOT NULL,
    born date
);
COMMENT ON TABLE author IS 'Who writes; it''s known';
CREATE TABLE book (
    id serial PRIMARY KEY,
    author_id bigint REFERENCES author (id) ON UPDATE CASCADE ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    title varchar(250) NOT NULL,
    net price NOT NULL,
    gross numeric(13, 2) GENERATED ALWAYS AS (net * 1.25) STORED,
    tags varchar(20)[],
    notes text,
    pages bigint DEFAULT 10,
    kept place,
    CONSTRAINT pages_are_many CHECK (pages > 3 AND pages < 5000),
    CONSTRAINT one_title UNIQUE NULLS NOT DISTINCT (author_id, title, pages)
);
CREATE INDEX book_letters ON book (letters(title), pages DESC NULLS LAST) INCLUDE (author_id);
CREATE INDEX book_open ON book (title varchar_pattern_ops) WHERE pages IS NULL OR pages > 1000;
CREATE UNIQUE INDEX book_long ON book USING btree (lower(title)) WITH (fillfactor = 60);
CREATE TABLE audit.entry (
    id bigint PRIMARY KEY,
    book_id integer REFERENCES book (id) ON DELETE RESTRICT,
    what char(12) COLLATE "POSIX"
) WITH (fillfactor = 70);
CREATE TABLE stay (room int, during int4range, EXCLUDE USING gist (during WITH &&) WHERE (room > 0));
CREATE UNLOGGED TABLE shelf (id int PRIMARY KEY, place text, UNIQUE (place) DEFERRABLE);
CREATE VIEW titles WITH (security_barrier = true) AS
    SELECT b.id, b.title, a.name, a.born FROM book b JOIN author a ON a.id = b.author_id;
COMMENT ON VIEW titles IS 'read';
CREATE MATERIALIZED VIEW counts AS SELECT author_id, count(*) AS books, all_of(title) AS titles FROM book GROUP BY author_id;
CREATE UNIQUE INDEX counts_author ON counts (author_id);
CREATE TRIGGER author_at BEFORE INSERT OR UPDATE OF name ON author FOR EACH ROW WHEN (new.name IS NOT NULL) EXECUTE FUNCTION stamped();
ALTER TABLE author ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON author FOR SELECT USING (name <> 'secret');
