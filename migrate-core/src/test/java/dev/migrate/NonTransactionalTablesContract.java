package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.catalog.TransactionCheck;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.error.Location;
import dev.migrate.request.MigrationRequest;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import dev.migrate.testsupport.TestDatabase;
import java.io.StringReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Finds the statements that write to a table whose storage engine has no transactions. */
abstract class NonTransactionalTablesContract {

    private static final List<String> SCHEMA = List.of(
            "create table safe (id int primary key, note varchar(80))",
            "create table `other safe` (id int primary key)",
            "create table told (id int primary key)",
            "create table Log (id int) engine = MyISAM",
            "create view shown as select id from safe",
            "create view logged as select id from Log",
            "create view twice as select l.id from (select id from logged) l",
            "create trigger told_log after insert on told for each row insert into Log values (1)",
            "create table called (id int primary key)",
            "create procedure write_log() insert into Log values (2)",
            "create trigger called_log after insert on called for each row call write_log()",
            "create function counted() returns int deterministic modifies sql data begin insert into Log values (3); return 3; end",
            "create function plain() returns int deterministic return 1",
            "create view calling as select counted() as c",
            "create table parent (id int primary key)",
            "create table child (id int primary key, parent int, foreign key (parent) references parent (id) on delete cascade)",
            "create trigger child_log after delete on child for each row insert into Log values (4)");

    private TestDatabase database;

    @BeforeEach
    void createTables(TestDatabase database) {
        this.database = database;
        SCHEMA.forEach(database.jdbc()::execute);
    }

    /** Whether the changes of a foreign key fire the triggers of the other table. */
    abstract boolean cascadesFireTriggers();

    @Test
    void findsTablesThatStatementsNameOrReach() throws SQLException {
        String schema = this.database.jdbc().queryForObject("select database()", String.class);
        SoftAssertions softly = new SoftAssertions();
        try (Connection connection = this.database.dataSource().getConnection()) {
            for (String sql : List.of(
                    "insert into Log values (1)",
                    "insert into `Log` values (1)",
                    "insert into " + schema + ".Log values (1)",
                    "insert into /* other */ `" + schema + "` . `Log` values (1)",
                    "insert /*!99999 ignore */ into /*! Log */ values (1)",
                    "update safe s join Log l on l.id = s.id set s.note = ''",
                    "delete from logged",
                    "insert into safe select id, '' from twice",
                    "insert into told values (1)",
                    "insert into called values (1)",
                    "select counted()",
                    "set @x = counted()",
                    "select c from calling",
                    "set sql_mode = 'ANSI_QUOTES'; insert into \"Log\" values (1)",
                    "set sql_mode = 'NO_BACKSLASH_ESCAPES'; insert into safe select 1, 'c:\\' from Log where ' ' = ''")) {
                softly.assertThat(isNonTransactional(connection, sql)).as(sql).isTrue();
            }
            for (String sql : List.of(
                    "insert into safe values (1, 'Log')",
                    "insert into safe values (1, \"Log\")",
                    "insert into safe values (1, 'it''s \\' Log')",
                    "insert into safe values (1, '') -- Log",
                    "insert into safe /* Log */ values (1, '')",
                    "insert into `other safe` select id from shown",
                    "select plain(), 12, 0xAB, 1e3 from information_schema.tables",
                    "insert into parent values (1)",
                    "insert into missing values (1)")) {
                softly.assertThat(isNonTransactional(connection, sql)).as(sql).isFalse();
            }
            softly.assertThat(isNonTransactional(connection, "delete from parent where id = 1"))
                    .isEqualTo(cascadesFireTriggers());
        }
        softly.assertAll();
    }

    @Test
    void readsTablesAgainAfterTheyChange() throws SQLException {
        try (Connection connection = this.database.dataSource().getConnection()) {
            Dialect dialect = Dialects.of(connection.getMetaData());
            TransactionCheck check = dialect.transactionCheck(() -> connection);
            Statement insert = last(dialect, "insert into safe values (1, '')");
            assertThat(check.isNonTransactional(insert)).isFalse();
            Statement alter = last(dialect, "alter table safe engine = MyISAM");
            this.database.jdbc().execute(alter.sql());
            check.executed(alter);
            assertThat(check.isNonTransactional(insert)).isTrue();
        }
    }

    @Test
    void hiddenTriggersCountOnlyBesideVisibleTablesWithoutTransactions() throws SQLException {
        String user = "limited_" + Long.toHexString(System.nanoTime());
        this.database.jdbc().execute("create user %s identified by 'x'".formatted(user));
        try {
            String schema = this.database.jdbc().queryForObject("select database()", String.class);
            this.database.jdbc().execute("grant select, insert on %s.told to %s".formatted(schema, user));
            DriverManagerDataSource limited = new DriverManagerDataSource(this.database.url(), user, "x");
            try (Connection connection = limited.getConnection()) {
                assertThat(isNonTransactional(connection, "insert into told values (1)"))
                        .isFalse();
            }
            this.database.jdbc().execute("grant select on %s.Log to %s".formatted(schema, user));
            try (Connection connection = limited.getConnection()) {
                assertThat(isNonTransactional(connection, "insert into told values (1)"))
                        .isTrue();
            }
            this.database
                    .jdbc()
                    .execute("grant select, insert, trigger, execute on `%s`.* to %s"
                            .formatted(schema.replace("_", "\\_"), user));
            try (Connection connection = limited.getConnection()) {
                assertThat(isNonTransactional(connection, "insert into told values (1)"))
                        .isTrue();
                assertThat(isNonTransactional(connection, "insert into safe values (1, '')"))
                        .isFalse();
            }
        } finally {
            this.database.jdbc().execute("drop user " + user);
        }
    }

    @Test
    void readsCatalogOnceForManyStatements(@TempDir Path folder) {
        ScriptFixture scriptFixture = new ScriptFixture(folder)
                .script("a1", "", "create table safe (id int primary key, note varchar(80));", "")
                .script("b2", "-- Revises: a1", inserts(2), "")
                .script("c3", "-- Revises: b2", inserts(200), "");
        try (TestDatabase other = this.database.another()) {
            CountingDataSource counting = new CountingDataSource(other.dataSource());
            scriptFixture.engine(counting, scriptFixture.settings()).upgrade(MigrationRequest.to("head"));
            assertThat(counting.statements())
                    .filteredOn((sql) -> sql.startsWith("insert into safe"))
                    .hasSize(202);
            assertThat(counting.statements())
                    .filteredOn((sql) -> sql.contains("engine from information_schema.tables"))
                    .hasSize(1);
        }
    }

    private static String inserts(int count) {
        return IntStream.range(0, count)
                .mapToObj((row) -> "insert into safe values (%d, 'note %d');".formatted(count * 1000 + row, row))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void readsNoOtherTables() throws SQLException {
        JdbcTemplate jdbc = this.database.jdbc();
        try (Connection connection = this.database.dataSource().getConnection()) {
            long few = opened(connection);
            IntStream.range(0, 40).forEach((number) -> jdbc.execute("create table t" + number + " (id int)"));
            assertThat(opened(connection)).isLessThanOrEqualTo(few + 2);
        }
    }

    /** Returns the number of rows and of table definitions that a check reads. */
    private static long opened(Connection connection) throws SQLException {
        long before = read(connection);
        isNonTransactional(connection, "insert into safe values (1, '')");
        return read(connection) - before;
    }

    private static long read(Connection connection) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement();
                java.sql.ResultSet rows = statement.executeQuery(
                        "show session status where variable_name in"
                                + " ('Handler_read_next', 'Handler_read_rnd_next', 'Handler_read_key', 'Opened_table_definitions')")) {
            long sum = 0;
            while (rows.next()) {
                sum += rows.getLong(2);
            }
            return sum;
        }
    }

    private static boolean isNonTransactional(Connection connection, String sql) throws SQLException {
        Dialect dialect = Dialects.of(connection.getMetaData());
        return dialect.transactionCheck(() -> connection).isNonTransactional(last(dialect, sql));
    }

    private static Statement last(Dialect dialect, String sql) {
        try (Statements statements = dialect.lexer().statements(new StringReader(sql), new Location("test", 1))) {
            Statement last = statements.next().orElseThrow();
            for (var next = statements.next(); next.isPresent(); next = statements.next()) {
                last = next.get();
            }
            return last;
        }
    }
}
