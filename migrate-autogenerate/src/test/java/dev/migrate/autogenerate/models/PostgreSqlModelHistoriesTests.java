package dev.migrate.autogenerate.models;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import org.junit.jupiter.api.Tag;

@Tag("long")
@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgreSqlModelHistoriesTests extends ModelHistoriesContract {}
