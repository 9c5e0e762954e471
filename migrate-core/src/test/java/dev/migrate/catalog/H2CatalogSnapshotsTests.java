package dev.migrate.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

@DatabaseTest(DatabaseProduct.H2)
class H2CatalogSnapshotsTests {

    private static final String CHANGE = "alter table account add column born date";

    @Test
    void dropsLeftoverTableCopy(TestDatabase database) throws SQLException {
        database.jdbc().execute("create table account (id integer primary key)");
        database.jdbc().execute("create table account_copy_of_a_person (id integer)");
        try (Connection connection = database.dataSource().getConnection()) {
            CatalogSnapshot before = H2CatalogSnapshots.of(connection, CHANGE);
            database.jdbc().execute("create table account_copy_3_0 (id integer)");
            CatalogSnapshot after = H2CatalogSnapshots.of(connection, CHANGE);

            assertThat(H2CatalogSnapshots.recovery(before, after))
                    .containsExactly("drop table \"PUBLIC\".\"ACCOUNT_COPY_3_0\"");
        }
    }

    @Test
    void keepsCopyIfTheTableIsMissing(TestDatabase database) throws SQLException {
        database.jdbc().execute("create table account (id integer primary key)");
        try (Connection connection = database.dataSource().getConnection()) {
            CatalogSnapshot before = H2CatalogSnapshots.of(connection, CHANGE);
            database.jdbc().execute("alter table account rename to account_copy_3_0");

            assertThat(H2CatalogSnapshots.recovery(before, H2CatalogSnapshots.of(connection, CHANGE)))
                    .isEmpty();
        }
    }
}
