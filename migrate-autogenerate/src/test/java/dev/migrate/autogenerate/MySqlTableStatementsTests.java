package dev.migrate.autogenerate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.MYSQL)
class MySqlTableStatementsTests extends MariaDbTableStatementsTests {}
