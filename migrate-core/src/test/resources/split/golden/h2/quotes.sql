CREATE ALIAS rev AS $$ String rev(String s) { return ";" + s; /* ' */ } $$;
SELECT 'C:\', 1 // don't; stop
, 2 /* a /* b; */ ; */;
SELECT "a;""b", a$$b, U&'\0061;';
CREATE TRIGGER t BEFORE INSERT ON x FOR EACH ROW AS $$ ; $$
