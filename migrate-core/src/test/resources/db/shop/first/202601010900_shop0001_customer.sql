-- Add customers
--
-- Revision ID: shop0001

-- migrate:upgrade
create table customer (id integer primary key, full_name varchar(100) not null);
insert into customer (id, full_name) values (1, 'Ada Lovelace');
insert into customer (id, full_name) values (2, 'Grace Hopper');

-- migrate:downgrade
drop table customer;
