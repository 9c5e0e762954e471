package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.error.StatementFailedException;
import dev.migrate.error.Wording;
import dev.migrate.request.MigrationRequest;
import dev.migrate.settings.MigrateSettings;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Failures name the blocking sessions, the most likely one first, and never the statements of these sessions. */
class BlockersTests {

    private static final String SECRET = "4111-1111-1111-1111";

    private ScriptFixture scriptFixture;

    @BeforeEach
    void openFixture(@TempDir Path folder) {
        this.scriptFixture = new ScriptFixture(folder);
    }

    @Test
    @DatabaseTest(DatabaseProduct.POSTGRESQL)
    void reportsBlockingSessionsOnPostgreSql(TestDatabase database) throws Exception {
        given(database);
        try (Connection reader = database.dataSource().getConnection();
                Connection elsewhere = database.dataSource().getConnection();
                Connection writer = database.dataSource().getConnection()) {
            in(
                    reader,
                    "set application_name = 'only reads'",
                    "select count(*) from t_a1 where name = '" + SECRET + "'");
            in(elsewhere, "set application_name = 'elsewhere'", "insert into t_other values ('" + SECRET + "')");
            in(writer, "set application_name = 'blocks'", "insert into t_a1 values (7, '" + SECRET + "')");
            StatementFailedException index = failing(database, "create index t_a1_name on t_a1 (name);");
            assertThat(index)
                    .hasMessageContaining("application blocks")
                    .hasMessageNotContaining("only reads")
                    .hasMessageNotContaining("elsewhere");
            in(elsewhere, "lock table t_other in access exclusive mode");
            in(reader, "select 1");
            StatementFailedException table = failing(database, "alter table t_a1 add column more int;");
            assertThat(table)
                    .hasMessageContaining("only reads")
                    .hasMessageContaining("blocks")
                    .hasMessageContaining("user " + database.user())
                    .hasMessageContaining("host ")
                    .hasMessageContaining("transaction since")
                    .hasMessageNotContaining("elsewhere");
            StatementFailedException row = failing(database, "insert into t_a1 values (7, 'x');");
            assertThat(row).hasMessageContaining("blocks").hasMessageNotContaining("only reads");
        }
    }

    /** Another session is about to delete a row of the referenced table and has locked it. */
    @Test
    @DatabaseTest(DatabaseProduct.POSTGRESQL)
    void reportsBlockingSessionsOfForeignKeyOnPostgreSql(TestDatabase database) throws Exception {
        given(database);
        database.jdbc().execute("insert into t_a1 values (1, 'x')");
        database.jdbc().execute("create table t_child (id int references t_a1)");
        try (Connection deleting = database.dataSource().getConnection()) {
            in(deleting, "set application_name = 'deletes'", "delete from t_a1 where name <> '" + SECRET + "'");
            assertThat(failing(database, "insert into t_child values (1);"))
                    .hasMessageContaining("application deletes");
        }
    }

    @Test
    @DatabaseTest(DatabaseProduct.MARIADB)
    void reportsBlockingSessionsOnMariaDb(TestDatabase database) throws Exception {
        onMySqlOrMariaDb(database);
    }

    @Test
    @DatabaseTest(DatabaseProduct.MYSQL)
    void reportsBlockingSessionsOnMySql(TestDatabase database) throws Exception {
        onMySqlOrMariaDb(database);
    }

    private void onMySqlOrMariaDb(TestDatabase database) throws Exception {
        given(database);
        try (TestDatabase another = database.another();
                Connection strange = another.dataSource().getConnection();
                Connection blocking = database.dataSource().getConnection()) {
            another.jdbc().execute("create table t_a1 (id int, name varchar(40))");
            in(strange, "insert into t_a1 values (1, '" + SECRET + "')");
            in(blocking, "insert into t_a1 values (7, '" + SECRET + "')");
            assertThat(failing(database, "alter table t_a1 add column more int;"))
                    .hasMessageContaining("connection " + id(blocking) + " (")
                    .hasMessageContaining("user " + database.user())
                    .hasMessageContaining("host ")
                    .hasMessageContaining("transaction since")
                    .hasMessageNotContaining("connection " + id(strange) + " (");
        }
    }

    @Test
    @DatabaseTest(DatabaseProduct.H2)
    void reportsBlockingSessionsOnH2(TestDatabase database) throws Exception {
        given(database);
        try (Connection elsewhere = database.dataSource().getConnection();
                Connection blocking = database.dataSource().getConnection()) {
            in(elsewhere, "insert into t_other values ('" + SECRET + "')");
            in(blocking, "insert into t_a1 values (7, '" + SECRET + "')");
            assertThat(failing(database, "alter table t_a1 add column more int;"))
                    .hasMessageContaining("lock on T_A1")
                    .hasMessageContaining("session ")
                    .hasMessageContaining("user SA")
                    .hasMessageNotContaining("T_OTHER");
        }
    }

    @Test
    @DatabaseTest(DatabaseProduct.MYSQL)
    void reportsBlockingSessionsOnMySqlWhileAnotherRunsAnEmoji(TestDatabase database) throws Exception {
        try (Connection session = database.dataSource().getConnection();
                Statement statement = session.createStatement()) {
            long id = id(session);
            CompletableFuture<Void> emoji = CompletableFuture.runAsync(() -> {
                try {
                    statement.execute("select '\uD83D\uDE00', sleep(60)");
                } catch (SQLException failure) {
                    throw new IllegalStateException(failure);
                }
            });
            try {
                while (!emoji.isDone() && !command(database, id).equals("Query")) {
                    Thread.sleep(10);
                }
                onMySqlOrMariaDb(database);
            } finally {
                statement.cancel();
                emoji.get(10, TimeUnit.SECONDS);
            }
        }
    }

    private static String command(TestDatabase database, long session) {
        return String.valueOf(database.jdbc()
                .queryForObject(
                        "select command from %s where id = ?"
                                .formatted(database.product().sessions()),
                        String.class,
                        session));
    }

    private void given(TestDatabase database) {
        this.scriptFixture.script(
                "a1",
                "",
                "create table t_a1 (id int primary key, name varchar(40));\ncreate table t_other (name varchar(40));",
                "");
        this.scriptFixture.engine(database).upgrade(MigrationRequest.to("head"));
    }

    private StatementFailedException failing(TestDatabase database, String sql) {
        this.scriptFixture.script("b2", "-- Revises: a1", sql, "");
        MigrateSettings hasty = this.scriptFixture.settings().toBuilder()
                .lockTimeout(Duration.ofMillis(100))
                .lockRetry(Duration.ofMillis(1))
                .build();
        StatementFailedException failure = catchThrowableOfType(
                StatementFailedException.class,
                () -> this.scriptFixture.engine(database.dataSource(), hasty).upgrade(MigrationRequest.to("head")));
        assertThat(failure).isNotNull();
        assertThat(failure.getMessage() + failure.remedy().in(Wording.properties()))
                .doesNotContain(SECRET)
                .doesNotContain("tried again");
        assertThat(failure.remedy().in(Wording.properties()))
                .contains("blocking sessions")
                .contains("with the script unchanged");
        assertThat(this.scriptFixture.engine(database).log(1).entries().get(0).error())
                .doesNotContain(SECRET);
        return failure;
    }

    private static void in(Connection connection, String... statements) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static long id(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                java.sql.ResultSet row = statement.executeQuery("select connection_id()")) {
            row.next();
            return row.getLong(1);
        }
    }
}
