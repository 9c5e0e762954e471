package dev.migrate.autogenerate.models;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.MYSQL)
class MySqlReportedDifferencesTests extends ReportedDifferencesContract {}
