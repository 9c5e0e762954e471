-- Forget the fax numbers
--
-- There is no downgrade, on purpose: the numbers are gone, and an empty column would only pretend otherwise.
--
-- Revision ID: c93d7f50a1be
-- Revises: 8b04e6c1d2a3
-- Create Date: 2026-02-02T11:45:00Z
-- Author: Ben Okri

-- migrate:upgrade
ALTER TABLE customer DROP COLUMN fax;
