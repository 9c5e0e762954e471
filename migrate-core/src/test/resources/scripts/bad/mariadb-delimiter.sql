-- Add a procedure
-- Revision ID: a1

-- migrate:upgrade
DELIMITER //
SELECT 1 // DELIMITER ;
-- migrate:downgrade
DELIMITER
