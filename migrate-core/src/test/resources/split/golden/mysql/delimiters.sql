select 'before';
DELIMITER $$
create procedure a() begin select 'a$b', a$b; end$$
 delimiter "//"
create procedure b() begin select 1; end // select 2//
Delimiter ; what follows is ignored
select 3 \G select 4\g
select 5 --1;
--no blank needed here
select 6;
delimiter ;;
select ';'; select 7;;
delimiter ;
select 8
