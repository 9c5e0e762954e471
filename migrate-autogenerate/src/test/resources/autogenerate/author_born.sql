ALTER TABLE author ADD COLUMN born INTEGER;

-- migrate:warning author.born is new and may not be null: give the rows that are there a value here
-- UPDATE author SET born = ...;
ALTER TABLE author ALTER COLUMN born SET NOT NULL;
