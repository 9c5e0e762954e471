package dev.migrate.autogenerate.models;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.H2)
class H2ReportedDifferencesTests extends ReportedDifferencesContract {}
