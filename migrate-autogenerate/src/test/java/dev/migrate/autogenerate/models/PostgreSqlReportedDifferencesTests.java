package dev.migrate.autogenerate.models;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgreSqlReportedDifferencesTests extends ReportedDifferencesContract {}
