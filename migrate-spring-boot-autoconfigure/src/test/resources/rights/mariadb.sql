-- #region users
CREATE USER 'bookshop_owner'@'%' IDENTIFIED BY 'change-me';
CREATE USER 'bookshop_app'@'%' IDENTIFIED BY 'change-me';
GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX, REFERENCES ON bookshop.* TO 'bookshop_owner'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON bookshop.* TO 'bookshop_app'@'%';
-- #endregion
