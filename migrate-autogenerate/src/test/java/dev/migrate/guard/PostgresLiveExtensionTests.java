package dev.migrate.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.error.Location;
import dev.migrate.sql.PostgresLexer;
import dev.migrate.sql.Statement;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Only the catalog of PostgreSQL shows which code an extension consists of, and which extensions the server trusts. */
@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgresLiveExtensionTests {

    @Test
    void findsTheCodeOfAnExtensionThatTheServerDoesNotTrust(TestDatabase live) throws Exception {
        try (Connection connection = live.dataSource().getConnection();
                java.sql.Statement statement = connection.createStatement()) {
            statement.execute("create schema ext");
            statement.execute("create extension pageinspect schema ext");
            PostgresGuard guard = PostgresGuard.of(connection, new PostgresLexer());
            assertThat(guard.findings(List.of(statement("select ext.get_raw_page('t', 0)"))))
                    .extracting(StatementGuard.Finding::reason)
                    .containsExactly("uses 'ext.get_raw_page' of the database, which runs code of an extension that"
                            + " the server does not trust (PAGEINSPECT)");
            assertThat(guard.findings(List.of(statement("create table get_raw_page (id int)"))))
                    .isEmpty();
        }
    }

    @Test
    void acceptsExtensionsThatTheServerTrustsAndThoseThatAreKnown(TestDatabase live) throws Exception {
        try (Connection connection = live.dataSource().getConnection();
                java.sql.Statement statement = connection.createStatement()) {
            statement.execute("create extension \"uuid-ossp\"");
            statement.execute("create extension citext");
            statement.execute("create extension cube");
            statement.execute("create extension earthdistance");
            PostgresGuard guard = PostgresGuard.of(connection, new PostgresLexer());
            assertThat(guard.findings(List.of(
                            statement("create table t (id uuid default uuid_generate_v4(), name citext, area earth)"),
                            statement("create index i on t (regexp_replace(name, 'a', 'b'))"),
                            statement("select earth_distance(ll_to_earth(1, 2), area) from t"))))
                    .isEmpty();
        }
    }

    private static Statement statement(String sql) {
        return new Statement(sql, new Location("models", 1));
    }
}
