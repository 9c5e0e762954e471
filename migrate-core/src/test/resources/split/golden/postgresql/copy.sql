CREATE TABLE cp (a text, b text);
COPY cp (a, b) FROM STDIN; -- the data follows
it's	x;y

$$	"
\.
COPY public."Cp" FROM stdin WITH (FORMAT csv, DELIMITER ';');
\.
-- and on
COPY (SELECT a FROM stdin) TO STDOUT;
SELECT 1
