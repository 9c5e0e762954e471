-- Add account table
-- Revision ID: a1

-- migrate:upgrade
SELECT 1;
SELECT 'Müller';
