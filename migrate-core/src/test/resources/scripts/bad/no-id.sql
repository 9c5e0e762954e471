-- Add account table
-- Author: Jane Doe

-- migrate:upgrade
SELECT 1;
