SELECT E'it\'s;', e'\\', 'C:\', U&'d\0061;\', u&"id;" UESCAPE '!', B'1;', n'x;', $$a;b$$, $é1$ ; $$ ; $é1$, a$b$c, $1;
SELECT 'one;'
  -- the literal goes on; below
  'two;';
SET standard_conforming_strings TO off;
SELECT 'it\'s;', U&'\0061';
RESET standard_conforming_strings;
SELECT '\'; SELECT "a;""b";
PREPARE p AS SELECT $1 + $2; SELECT 1 /* a /* b; */ ; */ + 2;
SELECT $$x;$$;
SELECT 1$$;$$, $1$a$ ; $a$, a$1$b$c; SELECT 3;
