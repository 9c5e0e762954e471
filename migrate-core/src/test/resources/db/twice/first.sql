-- First
-- Revision ID: twice

-- migrate:upgrade
