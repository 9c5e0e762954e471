-- Revision ID: a1
-- migrate:upgrade
SELECT 'it''s', 'a\', [b ; c], "Na""me", `d``e`, x'1F', $f, 1.5e-3, a<=-1, g->>'$.h' -- Comment '
FROM Account /* ; /* ' */;
CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM b; SELECT CASE WHEN 1 THEN 2 END; END;
