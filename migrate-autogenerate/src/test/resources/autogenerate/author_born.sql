ALTER TABLE author ADD COLUMN born INTEGER;

-- migrate:warning author.born is a new NOT NULL column; set a value for existing rows here
-- UPDATE author SET born = ...;
ALTER TABLE author ALTER COLUMN born SET NOT NULL;
