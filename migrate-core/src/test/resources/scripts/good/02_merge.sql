-- Merge billing and shipping
-- Revision ID: m1
-- Revises: ae1027a6acf0, s1

-- migrate:upgrade

-- migrate:downgrade
