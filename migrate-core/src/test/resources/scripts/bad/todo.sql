-- Todo in the wrong place
-- Revision ID: a1

-- migrate:todo
-- migrate:upgrade
  -- migrate:todo
-- migrate:downgrade
