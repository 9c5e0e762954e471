-- Record each change of price
--
-- A trigger, so that a price which is set by hand is recorded too.
--
-- Revision ID: 3b8e50d7c1a6
-- Revises: b60e3d9f8a17
-- Create Date: 2026-03-05T14:30:00Z
-- Author: Ben Okri

-- migrate:upgrade dialect=postgresql
CREATE FUNCTION record_price_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO price_change (book_id, old_price, new_price) VALUES (new.id, old.price, new.price);
    RETURN new;
END;
$$;

CREATE TRIGGER book_price_changed AFTER UPDATE ON book FOR EACH ROW
    WHEN (old.price <> new.price) EXECUTE FUNCTION record_price_change();

-- migrate:upgrade dialect=mariadb
CREATE TRIGGER book_price_changed AFTER UPDATE ON book FOR EACH ROW
BEGIN
    IF old.price <> new.price THEN
        INSERT INTO price_change (book_id, old_price, new_price) VALUES (new.id, old.price, new.price);
    END IF;
END;

-- migrate:upgrade dialect=h2
CREATE TRIGGER book_price_changed AFTER UPDATE ON book FOR EACH ROW
    CALL 'dev.migrate.demo.catalogue.PriceChangeTrigger';

-- migrate:downgrade dialect=postgresql
DROP TRIGGER book_price_changed ON book;
DROP FUNCTION record_price_change();

-- migrate:downgrade
DROP TRIGGER book_price_changed;
