package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgreSqlStatementCountTests extends StatementCountContract {}
