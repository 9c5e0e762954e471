-- Take the mode from a table
--
-- Revision ID: a1

-- migrate:upgrade
set sql_mode = (select mode from setting limit 1);
insert into note values ('C:\');
