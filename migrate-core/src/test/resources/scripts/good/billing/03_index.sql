-- Index accounts by name
-- revision id: i1
-- REVISES: m1
-- Create Date: 2026-11-23T10:15:30+01:00

-- migrate:upgrade transaction=off dialect=postgresql
CREATE INDEX CONCURRENTLY account_name ON account (name);

-- migrate:upgrade
CREATE INDEX account_name ON account (name);

-- migrate:downgrade
-- migrate:warning The index is rebuilt by the next upgrade.
DROP INDEX account_name;
