package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.H2)
class H2StatementCountTests extends StatementCountContract {}
