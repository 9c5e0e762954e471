package dev.migrate.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.stream.IntStream;
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

    @Test
    void seesChangesWithoutRightsOfAdministrator(TestDatabase database) throws SQLException {
        database.jdbc().execute("create user worker password 'w'");
        database.jdbc().execute("create schema work authorization worker");
        database.jdbc().execute("create table work.account (id integer primary key)");
        try (Connection connection =
                DriverManager.getConnection(database.url().replace(";DB_CLOSE_DELAY=-1", ""), "worker", "w")) {
            CatalogSnapshot before = H2CatalogSnapshots.of(connection, CHANGE);
            database.jdbc().execute("alter table work.account add column born date");
            CatalogSnapshot after = H2CatalogSnapshots.of(connection, CHANGE);

            assertThat(before.names("column")).containsExactly("WORK.ACCOUNT/ID");
            assertThat(after.names("column")).containsExactly("WORK.ACCOUNT/BORN", "WORK.ACCOUNT/ID");
        }
    }

    @Test
    void ignoresWhatChangesWithoutStatement(TestDatabase database) throws SQLException {
        database.jdbc()
                .execute("create table account (id integer generated always as identity primary key, name varchar(9))");
        database.jdbc().execute("create sequence account_number");
        try (Connection connection = database.dataSource().getConnection()) {
            String change = "alter table account add column n integer default next value for account_number";
            CatalogSnapshot before = H2CatalogSnapshots.of(connection, change);
            database.jdbc().execute("insert into account (name) values (next value for account_number), ('a')");
            database.jdbc().execute("analyze");

            assertThat(H2CatalogSnapshots.of(connection, change)).isEqualTo(before);
        }
    }

    @Test
    void readsOnlyWhatTheStatementNames(TestDatabase database) throws SQLException {
        database.jdbc().execute("create table parent (id integer primary key)");
        database.jdbc().execute("create table account (id integer primary key)");
        try (Connection connection = database.dataSource().getConnection()) {
            long few = allocated(connection, 10);
            IntStream.range(0, 300)
                    .forEach((number) -> database.jdbc()
                            .execute(
                                    ("create table other_%1$d (id integer primary key, parent integer references parent (id),"
                                                    + " a varchar(9), b varchar(9), c varchar(9) check (c <> ''))")
                                            .formatted(number)));
            assertThat(allocated(connection, 10)).isLessThan(few * 5);
            assertThat(viewsAllocated(connection)).isGreaterThan(few / 10 * 20);
        }
    }

    /** Returns the bytes that snapshots before a new table and before a change allocate in this process, H2 included. */
    private static long allocated(Connection connection, int times) throws SQLException {
        long before = 0;
        for (int time = -times; time < times; time++) {
            before = time == 0 ? bytes() : before;
            connection.createStatement().execute("comment on table parent is '" + time + "'");
            H2CatalogSnapshots.of(connection, "create table made (id integer references account (id))");
            H2CatalogSnapshots.of(connection, CHANGE);
        }
        return bytes() - before;
    }

    private static long viewsAllocated(Connection connection) throws SQLException {
        long before = bytes();
        H2CatalogSnapshots.ofViews(connection, CHANGE);
        return bytes() - before;
    }

    private static long bytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
