-- #region users
CREATE ROLE bookshop_owner LOGIN PASSWORD 'change-me';
CREATE ROLE bookshop_app LOGIN PASSWORD 'change-me';
GRANT USAGE, CREATE ON SCHEMA public TO bookshop_owner;
GRANT USAGE ON SCHEMA public TO bookshop_app;
ALTER DEFAULT PRIVILEGES FOR ROLE bookshop_owner IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO bookshop_app;
ALTER DEFAULT PRIVILEGES FOR ROLE bookshop_owner IN SCHEMA public
  GRANT USAGE ON SEQUENCES TO bookshop_app;
-- #endregion
