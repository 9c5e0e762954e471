package dev.migrate.catalog;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.MYSQL)
class MySqlCatalogSnapshotCostTests extends CatalogSnapshotCostContract {}
