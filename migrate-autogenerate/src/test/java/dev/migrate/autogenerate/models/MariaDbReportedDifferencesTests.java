package dev.migrate.autogenerate.models;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.MARIADB)
class MariaDbReportedDifferencesTests extends ReportedDifferencesContract {}
