-- Revision ID: a1
-- migrate:upgrade
SELECT 'it''s', 'a\', $$x;'$$, "Na""me", `b`, X'1F', 1.5e-3, x<=-1 // Comment '
FROM Account /* ; /* ' */ */ WHERE a || 'b' = ?1;
