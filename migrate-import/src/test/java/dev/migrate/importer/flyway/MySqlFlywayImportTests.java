package dev.migrate.importer.flyway;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.MYSQL)
class MySqlFlywayImportTests extends MariaDbFlywayImportTests {}
