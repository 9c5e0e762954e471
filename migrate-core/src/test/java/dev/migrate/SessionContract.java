package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.migrate.error.MigrateException;
import dev.migrate.operation.Migration;
import dev.migrate.operation.Operations;
import dev.migrate.operation.Revision;
import dev.migrate.plan.Step;
import dev.migrate.report.MigrateListener;
import dev.migrate.request.MigrationRequest;
import dev.migrate.testsupport.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Each revision begins in the state in which the run began, and the pool gets back what it lent. */
abstract class SessionContract {

    ScriptFixture scriptFixture;
    TestDatabase database;
    HikariDataSource pool;
    private Connection lent;

    /** Queries for the names and values of the session state that the server lists. */
    abstract List<String> state();

    /** Statements that change all session state which the user can change, as listed by the server. */
    abstract List<String> changes() throws SQLException;

    /** A statement of the pool's init SQL that changes the session state. */
    abstract String initSql();

    /** Whether the section has the option {@code transaction=off}. */
    String options() {
        return "";
    }

    /** Creates the objects that the statements require. */
    String before() {
        return "";
    }

    @BeforeEach
    void openPool(@TempDir Path folder, TestDatabase empty) {
        this.scriptFixture = new ScriptFixture(folder);
        this.database = empty;
        this.pool = pool(empty);
    }

    @AfterEach
    void closePool() {
        this.pool.close();
    }

    HikariDataSource pool(TestDatabase of) {
        HikariConfig config = configuration(of);
        config.setMaximumPoolSize(2);
        config.setMinimumIdle(1);
        config.setConnectionInitSql(initSql());
        return new HikariDataSource(config);
    }

    /** Session state of a pool of one connection, before and after a run. */
    final void assertSameAfterARun(String init, String query) {
        HikariConfig config = configuration(this.database);
        config.setMaximumPoolSize(1);
        config.setConnectionInitSql(init);
        try (HikariDataSource one = new HikariDataSource(config)) {
            JdbcTemplate asking = new JdbcTemplate(one);
            Map<String, Object> before = asking.queryForMap(query);
            this.scriptFixture
                    .table("a1", "")
                    .engine(one, this.scriptFixture.settings())
                    .upgrade(MigrationRequest.to("head"));
            assertThat(asking.queryForMap(query)).isEqualTo(before);
        }
    }

    private static HikariConfig configuration(TestDatabase of) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(of.url());
        config.setUsername(of.user());
        config.setPassword(of.password());
        return config;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " transaction=off"})
    void resetsSessionChangesOfRevision(String options) throws SQLException {
        nothingIsSeen(options, some(changes()));
    }

    @Tag("long")
    @Test
    void confinesSessionStateToRevision() throws SQLException {
        nothingIsSeen("", changes());
    }

    private void nothingIsSeen(String options, List<String> changes) throws SQLException {
        assertThat(changes).hasSizeGreaterThan(5);
        this.scriptFixture
                .table("a1", "")
                .file("b2", "-- Revises: a1", """
                        -- migrate:upgrade%s
                        create table t_b2 (id int);
                        %s%s;

                        -- migrate:downgrade
                        drop table t_b2;
                        """.formatted(
                                options.isEmpty() ? options() : options, before(), String.join(";\n", changes)))
                .table("c3", "-- Revises: b2");
        Map<String, String> lentState = lentState();
        List<Map<String, String>> seen = new ArrayList<>();
        engine(seen).upgrade(MigrationRequest.to("head"));
        assertThat(seen).hasSize(3);
        assertSame(seen.get(1), seen.get(0));
        assertSame(seen.get(2), seen.get(0));
        assertSame(lentState(), lentState);
    }

    @Test
    void restoresSessionAfterFailure() throws SQLException {
        List<String> changes = some(changes());
        this.scriptFixture.table("a1", "").file("b2", "-- Revises: a1", """
                -- migrate:upgrade%s
                create table t_b2 (id int);
                %s%s;
                insert into nowhere values (1);
                """.formatted(
                        options(), before(), String.join(";\n", changes)));
        Map<String, String> lentState = lentState();
        assertThatExceptionOfType(MigrateException.class)
                .isThrownBy(() -> engine(new ArrayList<>()).upgrade(MigrationRequest.to("head")));
        assertSame(lentState(), lentState);
        assertThat(engine(new ArrayList<>()).status().lock()).isNull();
    }

    @Test
    void confinesConnectionPropertiesToJavaMigration() throws SQLException {
        this.scriptFixture.table("a1", "").table("c3", "-- Revises: b2");
        Map<String, String> lentState = lentState();
        List<Map<String, String>> seen = new ArrayList<>();
        MigrationEngine.builder(watched())
                .settings(this.scriptFixture.settings())
                .listener(watching(seen))
                .migrations(List.of(new Setting()))
                .build()
                .upgrade(MigrationRequest.to("head"));
        assertThat(seen).hasSize(3);
        assertSame(seen.get(2), seen.get(0));
        assertSame(lentState(), lentState);
    }

    /** Sets all properties of a JDBC connection. */
    @Revision(id = "b2", revises = "a1", transactional = false)
    static final class Setting implements Migration {

        @Override
        public void upgrade(Operations operations) {
            operations.withConnection((connection) -> {
                attempt(() -> connection.setHoldability(ResultSet.CLOSE_CURSORS_AT_COMMIT));
                attempt(() -> connection.setNetworkTimeout(Runnable::run, 77_000));
                attempt(() -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE));
                attempt(() -> connection.setClientInfo("ApplicationName", "a migration"));
                attempt(() -> connection.setSchema("information_schema"));
                attempt(() -> connection.setReadOnly(true));
            });
        }

        private static void attempt(Attempt attempt) {
            try {
                attempt.run();
            } catch (SQLException unsupported) {
                assertThat(unsupported.getMessage()).isNotNull();
            }
        }

        private interface Attempt {
            void run() throws SQLException;
        }
    }

    MigrationEngine engine(List<Map<String, String>> seen) {
        return this.scriptFixture.engine(watched(), this.scriptFixture.settings(), watching(seen));
    }

    private MigrateListener watching(List<Map<String, String>> seen) {
        return new MigrateListener() {
            @Override
            public void stepStarted(Step step, int number, int of) {
                try {
                    seen.add(stateOf(SessionContract.this.lent));
                } catch (SQLException failure) {
                    throw new AssertionError(failure);
                }
            }
        };
    }

    /** A pool that exposes the last borrowed connection. */
    private DataSource watched() {
        return new DelegatingDataSource(this.pool) {
            @Override
            public Connection getConnection() throws SQLException {
                SessionContract.this.lent = super.getConnection();
                return SessionContract.this.lent;
            }
        };
    }

    Map<String, String> lentState() throws SQLException {
        try (Connection one = this.pool.getConnection();
                Connection two = this.pool.getConnection()) {
            Map<String, String> state = stateOf(one);
            assertSame(stateOf(two), state);
            return state;
        }
    }

    /** Returns only the differences. */
    private static void assertSame(Map<String, String> state, Map<String, String> expected) {
        Map<String, String> left = new TreeMap<>(state);
        left.entrySet().removeAll(expected.entrySet());
        Map<String, String> right = new TreeMap<>(expected);
        right.entrySet().removeAll(state.entrySet());
        assertThat(left).isEqualTo(right);
    }

    Map<String, String> stateOf(Connection connection) throws SQLException {
        Map<String, String> state = new TreeMap<>();
        for (String query : state()) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    state.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        state.put("jdbc auto-commit", String.valueOf(connection.getAutoCommit()));
        state.put("jdbc read-only", String.valueOf(connection.isReadOnly()));
        state.put("jdbc schema", connection.getSchema());
        state.put("jdbc catalog", connection.getCatalog());
        state.put("jdbc holdability", String.valueOf(connection.getHoldability()));
        return state;
    }

    /** Returns every twelfth setting, and all statements that are not settings. */
    private static List<String> some(List<String> changes) {
        List<String> some = new ArrayList<>();
        for (int at = 0; at < changes.size(); at++) {
            boolean setting = changes.get(at).matches("(set|pragma) (session )?\"?\\w+\"? (to|=) .*");
            if (!setting || at % 12 == 0 || changes.get(at).contains("read_only")) {
                some.add(changes.get(at));
            }
        }
        return some;
    }

    /** Returns the statements that a session accepts. */
    List<String> thatRun(List<String> statements) throws SQLException {
        List<String> good = new ArrayList<>();
        try (Connection connection = this.database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                if (isTaken(statement, sql)) {
                    good.add(sql);
                }
            }
        }
        return good;
    }

    private static boolean isTaken(Statement statement, String sql) {
        try {
            statement.execute(sql);
            return true;
        } catch (SQLException refused) {
            assertThat(refused.getMessage()).isNotNull();
            return false;
        }
    }
}
