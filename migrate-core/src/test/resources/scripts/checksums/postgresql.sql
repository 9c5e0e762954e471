-- Revision ID: a1
-- migrate:upgrade
SELECT E'it\'s', 'a\', U&'\0041', N'n', B'01', _a'b', $$x;'$$, $t$ $$ $t$, "Na""me", $1, a$b;
SELECT /*+ Hint /* nested */ */ a->>'b', 1.5e-3, x<=-1, @-1, c::TEXT[1] -- Comment
FROM account /* ; /* ' */ */ WHERE é = 'Ü';
SET standard_conforming_strings = off;
SELECT 'it\'s';
CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; END;
COPY account FROM stdin;
1	Jane;

\.
SELECT 'a
b';
