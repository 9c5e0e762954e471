-- Revision ID: a1
-- migrate:upgrade
SELECT 'it\'s', "a\"b""c", `d``e`, _utf8mb4'x', N'n', x'1F', @v, @@g, @`w` := 1, 1.5e-3, 2--1; # Comment '
SELECT /*+ Hint */ 1 /*!50003 , 2 */ /*M!100100 , 3 */ /* ; ' */, a->>'$.b' -- Comment
FROM Account;
CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN SET NEW.b = 1; END;
DELIMITER //
CREATE PROCEDURE p() BEGIN SELECT 1//
DELIMITER ;
SET sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES';
SELECT 'a\', "b\";
