-- Add accounts
--
-- Revision ID: a1
-- Imported From: flyway one checksum=1

-- migrate:upgrade
create table account (id int);
