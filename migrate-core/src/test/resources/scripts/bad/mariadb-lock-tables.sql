-- Load a dump
--
-- Revision ID: a1

-- migrate:upgrade
lock tables account write;
insert into account values (1);
unlock tables;
