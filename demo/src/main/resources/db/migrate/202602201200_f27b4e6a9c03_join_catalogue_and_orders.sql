-- Join catalogue and orders
--
-- Revision ID: f27b4e6a9c03
-- Revises: 6e20d8f7b3c1, d15c9a08e4f2
-- Create Date: 2026-02-20T12:00:00Z
-- Author: Ada Moss

-- migrate:upgrade

-- migrate:downgrade
