-- Add account table
-- Revision ID: a1

-- migrate:upgrade
SELECT 1;
-- migrate:upgrade dialect=mysql,mariadb
SELECT 1;
-- migrate:upgrade dialect=h2,mysql
SELECT 1;
-- migrate:upgrade
SELECT 1;
-- migrate:downgrade
-- migrate:downgrade
