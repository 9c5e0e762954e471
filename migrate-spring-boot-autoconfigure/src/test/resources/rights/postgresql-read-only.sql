-- #region record
REVOKE INSERT, UPDATE, DELETE ON migrate_revision, migrate_log, migrate_journal, migrate_lock FROM bookshop_app;
-- #endregion
