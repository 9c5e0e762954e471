-- Add account table
-- Revision ID: a1

-- migrate:upgrade
COPY account FROM stdin;
1	Jane
2	John

-- migrate:downgrade
DELETE FROM account;
