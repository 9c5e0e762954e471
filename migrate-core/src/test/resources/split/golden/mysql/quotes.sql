SELECT 'it\'s; x', "a;\"b", 'it''s;', "x"";", `a;``b;`, N'a;b', _utf8mb4'c;d', x'3b', 'C:\\';
SET @old_mode = @@sql_mode, SESSION sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES';
SELECT "a\", 'b\';
SET @@sql_mode := @old_mode;
SELECT "a\";", 'b\';';
SELECT 1--1, 2 -- 3;
;
