package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.InvalidScriptsException;
import dev.migrate.error.StatementFailedException;
import dev.migrate.request.MigrationRequest;
import dev.migrate.testsupport.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Scripts are read, and the record is written, in the SQL mode of the session and within the limits of the server. */
abstract class MySqlModeContract {

    @TempDir
    private Path folder;

    TestDatabase database;
    ScriptFixture scripts;

    @BeforeEach
    void keepDatabase(TestDatabase empty) {
        this.database = empty;
        this.scripts = new ScriptFixture(this.folder).table("base1", "");
    }

    final DriverManagerDataSource inMode(String modes) {
        return with("sessionVariables=sql_mode='" + modes + "'");
    }

    final DriverManagerDataSource with(String parameter) {
        String separator = this.database.url().contains("?") ? "&" : "?";
        return new DriverManagerDataSource(
                this.database.url() + separator + parameter, this.database.user(), this.database.password());
    }

    private DriverManagerDataSource after(String sql) {
        return new DriverManagerDataSource(this.database.url(), this.database.user(), this.database.password()) {
            @Override
            public Connection getConnection() throws SQLException {
                Connection connection = super.getConnection();
                try (Statement statement = connection.createStatement()) {
                    statement.execute(sql);
                }
                return connection;
            }
        };
    }

    private List<String> paths() {
        return this.database.jdbc().queryForList("select path from file order by path", String.class);
    }

    final void upgrade(DriverManagerDataSource source) {
        this.scripts.engine(source, this.scripts.settings()).upgrade(MigrationRequest.to("head"));
    }

    private void downgradeFromRecord(DriverManagerDataSource source) {
        this.scripts.remove("a1");
        this.scripts
                .engine(source, this.scripts.settings())
                .downgrade(MigrationRequest.to("base").missing(true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NO_BACKSLASH_ESCAPES",
                "NO_BACKSLASH_ESCAPES,ANSI_QUOTES",
                "STRICT_TRANS_TABLES,NO_BACKSLASH_ESCAPES"
            })
    void readsScriptsInModeOfUrl(String modes) {
        this.scripts.script(
                "a1",
                "-- Revises: base1",
                "create table file (path varchar(20));\ninsert into file values ('C:\\'), ('D:\\');",
                "delete from file where path in ('C:\\', 'D:\\'); delete from file where path = 'a\\b''c';");
        upgrade(inMode(modes));
        assertThat(paths()).containsExactly("C:\\", "D:\\");
        downgradeFromRecord(inMode(modes));
        assertThat(paths()).isEmpty();
    }

    @Test
    void readsScriptsInModeThatTheyCompute() {
        this.scripts.script("a1", "-- Revises: base1", """
                create table file (path varchar(20));
                insert into file values ('it\\'s; a');
                set @before = @@sql_mode;
                set sql_mode = concat(@@sql_mode, ',NO_BACKSLASH_ESCAPES');
                insert into file values ('C:\\');
                set sql_mode = @before;
                insert into file values ('it\\'s; b');""", "drop table file;");
        upgrade(inMode("STRICT_TRANS_TABLES"));
        assertThat(paths()).containsExactly("C:\\", "it's; a", "it's; b");
        downgradeFromRecord(inMode("STRICT_TRANS_TABLES"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            1 | insert into file values ('it''s', "a\\\\b [c]");
            2 | insert into file values ('it\\'s');
            2 | insert into file values ("a\\"b");
            """)
    void upToDateRunReadsTheModeOnlyIfTextDependsOnIt(int queries, String insert) {
        this.scripts.script(
                "a1", "-- Revises: base1", "create table file (path varchar(20), name varchar(20));", insert);
        upgrade(inMode(""));
        CountingDataSource counting = new CountingDataSource(inMode(""));
        this.scripts.engine(counting, this.scripts.settings()).upgrade(MigrationRequest.to("head"));
        assertThat(counting.statements()).hasSize(queries);
        assertThat(counting.statements().stream().filter((sql) -> sql.contains("sql_mode")))
                .hasSize(queries - 1);
    }

    @Test
    void refusesTextInModeThatOnlyTheServerKnows() {
        this.scripts.script(
                "a1",
                "-- Revises: base1",
                "create table file (path varchar(20));\nset sql_mode = (select 'ANSI' from dual);\nselect 'C:\\'';",
                "");
        assertThatExceptionOfType(InvalidScriptsException.class)
                .isThrownBy(() -> upgrade(inMode("")))
                .withMessageContaining(
                        "a1.sql:9: Where this quoted text ends depends on the SQL mode, which line 8 sets");
    }

    @Test
    void recordsLargeFailure() {
        String name = "x".repeat(3_000_000);
        this.scripts.script(
                "a1", "-- Revises: base1", "signal sqlstate '45000' set message_text = '%s';".formatted(name), "");
        assertThatExceptionOfType(StatementFailedException.class).isThrownBy(() -> upgrade(inMode("")));
        assertThat(new JdbcTemplate(inMode(""))
                        .queryForObject("select count(*) from migrate_log where outcome = 'failed'", Integer.class))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"utf8mb4, é € 😀", "utf8mb3, é € \\U0001f600"})
    void recordsTextsForPeopleWithEscapesInCharacterSetOfSession(String characters, String recorded) {
        recordsTextsForPeople(after("set character_set_client = " + characters), recorded);
    }

    final void recordsTextsForPeople(DriverManagerDataSource source, String recorded) {
        this.scripts.write("a1.sql", """
                -- Prices in é € 😀
                -- Revision ID: a1
                -- Revises: base1

                -- migrate:upgrade
                create table price (id int);
                -- migrate:downgrade
                -- é € 😀
                drop table price;
                """);
        upgrade(source);
        assertThat(this.database
                        .jdbc()
                        .queryForMap("select message, downgrade_text from migrate_revision where revision = 'a1'"))
                .containsEntry("message", "Prices in " + recorded)
                .containsEntry("downgrade_text", "-- " + recorded + "\ndrop table price;\n");
    }

    @Test
    void refusesDowngradeWithCharacterOutsideCharacterSetOfSession() {
        this.scripts.script(
                "a1", "-- Revises: base1", "create table file (path varchar(20));", "select '😀';\ndrop table file;");
        assertThatExceptionOfType(ImpossibleMigrationException.class)
                .isThrownBy(() -> upgrade(after("set character_set_client = utf8mb3")))
                .withMessageContaining("contains '😀' (U+1F600) outside comments")
                .withMessageContaining("the characters of the Basic Multilingual Plane of Unicode");
        assertThat(this.database.jdbc().queryForList("show tables like 'file'")).isEmpty();
    }

    final void upgradesInMode(String modes) {
        this.scripts.table("b2", "-- Revises: base1");
        upgrade(inMode(modes));
        MigrationEngine engine = this.scripts.engine(inMode(modes), this.scripts.settings());
        assertThat(engine.downgrade(MigrationRequest.to("base")).current()).isEmpty();
        assertThat(engine.log(9).entries()).hasSize(4);
    }
}
