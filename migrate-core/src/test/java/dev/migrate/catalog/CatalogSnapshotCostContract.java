package dev.migrate.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.CountingDataSource;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.error.Location;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import dev.migrate.testsupport.TestDatabase;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Counts the queries before a DDL statement on MariaDB and MySQL; each is a round trip. */
abstract class CatalogSnapshotCostContract {

    @Test
    void newTableCostsOneQuery(TestDatabase database) throws SQLException {
        assertThat(queries(database, "create table made (id int primary key, name varchar(20))"))
                .isEqualTo(1);
    }

    @Test
    void existingTableCostsItsDefinition(TestDatabase database) throws SQLException {
        database.jdbc().execute("create table account (id int primary key)");
        assertThat(queries(database, "create index account_id on account (id)")).isEqualTo(2);
        assertThat(queries(database, "alter table account add column born date"))
                .isEqualTo(3);
    }

    @Test
    void programCostsQueryOfItsKind(TestDatabase database) throws SQLException {
        assertThat(queries(database, "create procedure visit() select 1")).isEqualTo(2);
    }

    private static int queries(TestDatabase database, String sql) throws SQLException {
        CountingDataSource counting = new CountingDataSource(database.dataSource());
        try (Connection connection = counting.getConnection()) {
            Dialect dialect = Dialects.of(connection.getMetaData());
            try (Statements statements = dialect.lexer().statements(new StringReader(sql), new Location("test", 1))) {
                Statement statement = statements.next().orElseThrow();
                int before = counting.statements().size();
                assertThat(dialect.snapshot(connection, statement)).isPresent();
                return counting.statements().size() - before;
            }
        }
    }
}
