-- migrate:upgrade
SELECT 1;
