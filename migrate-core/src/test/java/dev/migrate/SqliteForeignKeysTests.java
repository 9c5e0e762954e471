package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.InvalidScriptsException;
import dev.migrate.error.StatementFailedException;
import dev.migrate.request.MigrationRequest;
import dev.migrate.settings.MigrateSettings;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A section of SQLite that begins with {@code PRAGMA foreign_keys = OFF} is one transaction, in which a table is recreated
 * without the actions of the keys that reference it.
 */
@DatabaseTest(DatabaseProduct.SQLITE)
class SqliteForeignKeysTests {

    private static final String REBUILD = """
            create table parent_new (id integer primary key, name text not null);
            insert into parent_new select id, name from parent;
            drop table parent;
            alter table parent_new rename to parent;
            """;

    @TempDir
    private Path folder;

    private TestDatabase database;
    private SingleConnectionDataSource pool;
    private JdbcTemplate jdbc;
    private ScriptFixture scriptFixture;

    @BeforeEach
    void createReferencedTable(TestDatabase empty) {
        this.database = empty;
        this.pool = new SingleConnectionDataSource(empty.url() + "?foreign_keys=on", true);
        this.jdbc = new JdbcTemplate(this.pool);
        this.scriptFixture =
                new ScriptFixture(this.folder).script("a1", "", """
                create table parent (id integer primary key, name text);
                create table child (id integer primary key, parent integer references parent (id) on delete cascade);
                insert into parent values (1, 'Jane'), (2, 'John');
                insert into child values (10, 1), (20, 2);""", "drop table child;\ndrop table parent;");
        upgrade();
    }

    private void upgrade() {
        this.scriptFixture.engine(this.pool, this.scriptFixture.settings()).upgrade(MigrationRequest.to("head"));
    }

    private void rebuildAfter(String first, String last) {
        this.scriptFixture.script("b2", "-- Revises: a1", first + ";\n" + REBUILD + last, first + ";\n" + REBUILD);
    }

    private int number(String query) {
        return this.jdbc.queryForObject(query, Integer.class);
    }

    private void assertUnchanged() {
        assertThat(this.jdbc.queryForList("select id from child", Integer.class))
                .containsExactly(10, 20);
        assertThat(this.jdbc.queryForList("select name from sqlite_master where name like 'parent%'", String.class))
                .containsExactly("parent");
        assertThat(number("select count(*) from migrate_revision where is_head = 1 and revision = 'a1'"))
                .isEqualTo(1);
        assertThat(number("pragma foreign_keys")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRAGMA foreign_keys = OFF",
                "pragma \"foreign_keys\"=0",
                "pragma main.foreign_keys(off)",
                "Pragma 'foreign_keys' = false",
                "PRAGMA [foreign_keys] = no",
                "pragma `main` . `foreign_keys` = 'off'",
                "pragma /* on = */ main /* . */ . -- the pragma\n foreign_keys /* ( */ = /* 1 */ 0",
            })
    void keepsReferencingRowsOfRecreatedTable(String pragma) {
        rebuildAfter(pragma, "pragma foreign_keys = on;");
        upgrade();
        assertThat(number("select count(*) from child join parent on parent.id = child.parent"))
                .isEqualTo(2);
        assertThat(number("pragma foreign_keys")).isEqualTo(1);
        assertThat(this.jdbc.queryForList("select outcome from migrate_log", String.class))
                .containsExactly("done", "done");
    }

    @Test
    void rollsBackTheWholeSectionIfAStatementFails() {
        rebuildAfter("PRAGMA foreign_keys = OFF", "insert into nowhere values (1);");
        assertThatExceptionOfType(StatementFailedException.class)
                .isThrownBy(this::upgrade)
                .withMessageContaining("no such table: nowhere");
        assertUnchanged();
    }

    @Test
    void rejectsRowsThatWouldReferenceMissingOnes() {
        rebuildAfter("PRAGMA foreign_keys = OFF", "delete from parent where id = 2;");
        assertThatExceptionOfType(StatementFailedException.class)
                .isThrownBy(this::upgrade)
                .withMessageContaining("the section leaves 1 rows of 'child' that reference missing rows of 'parent'");
        assertUnchanged();
    }

    @Test
    void toleratesViolationsFromBefore() {
        this.jdbc.execute("pragma foreign_keys = off");
        this.jdbc.execute("insert into child values (30, 99)");
        this.jdbc.execute("pragma foreign_keys = on");
        rebuildAfter("PRAGMA foreign_keys = OFF", "");
        upgrade();
        assertThat(number("select count(*) from child")).isEqualTo(3);
    }

    @Test
    void survivesKill() throws Exception {
        rebuildAfter("PRAGMA foreign_keys = OFF", """
                create table filler as with recursive n (i) as (select 1 union all select i + 1 from n where i < 50000000)
                select i, hex(randomblob(20)) from n;""");
        Process process = EngineProcess.start(this.database.url() + "?foreign_keys=on", this.database, this.folder);
        Path journal = Path.of(this.database.url().substring("jdbc:sqlite:".length()) + "-journal");
        for (int wait = 0; wait < 600 && !(Files.exists(journal) && Files.size(journal) > 0); wait++) {
            Thread.sleep(100);
        }
        assertThat(journal).isNotEmptyFile();
        Thread.sleep(300);
        assertThat(process.destroyForcibly().waitFor()).isNotZero();
        assertUnchanged();
        rebuildAfter("PRAGMA foreign_keys = OFF", "");
        upgrade();
        assertThat(number("select count(*) from child join parent on parent.id = child.parent"))
                .isEqualTo(2);
    }

    @Test
    void recordedDowngradeKeepsReferencingRows() {
        rebuildAfter("PRAGMA foreign_keys = OFF", "");
        upgrade();
        assertThat(this.jdbc.queryForObject(
                        "select downgrade_options from migrate_revision where revision = 'b2'", String.class))
                .isEqualTo("transaction=off");
        this.scriptFixture.remove("b2");
        MigrateSettings settings = this.scriptFixture.settings().toBuilder()
                .ahead(MigrateSettings.Ahead.DOWNGRADE)
                .build();
        this.scriptFixture.engine(this.pool, settings).upgrade(MigrationRequest.to("head"));
        assertUnchanged();
    }

    @Test
    void rejectsPragmaInTheMiddle() {
        this.scriptFixture.script(
                "b2", "-- Revises: a1", "create table t (id int);\npragma foreign_keys = off;\n" + REBUILD, "");
        assertThatExceptionOfType(InvalidScriptsException.class)
                .isThrownBy(this::upgrade)
                .withMessageContaining("Write PRAGMA foreign_keys = OFF as the first statement of the section");
    }

    @Test
    void rejectsForeignKeysOnBeforeTheEnd() {
        rebuildAfter("PRAGMA foreign_keys = OFF", "pragma foreign_keys = on;\ndelete from parent;");
        assertThatExceptionOfType(InvalidScriptsException.class)
                .isThrownBy(this::upgrade)
                .withMessageContaining("cannot run inside a transaction");
    }

    @Test
    void rejectsOneTransactionForTheRun() {
        rebuildAfter("PRAGMA foreign_keys = OFF", "");
        MigrateSettings settings = this.scriptFixture.settings().toBuilder()
                .transaction(MigrateSettings.TransactionMode.PER_RUN)
                .build();
        assertThatExceptionOfType(ImpossibleMigrationException.class)
                .isThrownBy(() -> this.scriptFixture.engine(this.pool, settings).upgrade(MigrationRequest.to("head")))
                .satisfies((refused) -> assertThat(refused.code()).isEqualTo(ErrorCode.NOT_IN_TRANSACTION));
        assertUnchanged();
    }

    @Test
    void scriptForTheClientSuspendsForeignKeysAroundItsTransaction() {
        rebuildAfter("PRAGMA foreign_keys = OFF", "");
        StringWriter script = new StringWriter();
        this.scriptFixture
                .engine(this.pool, this.scriptFixture.settings())
                .previewUpgrade(MigrationRequest.to("head"), script);
        assertThat(script.toString())
                .containsSubsequence(
                        "PRAGMA foreign_keys = OFF;", "begin immediate;", "pragma_foreign_key_check", "commit;");
    }

    @Test
    void createsNoTableForSequences() {
        assertThat(number("select count(*) from sqlite_master where name = 'sqlite_sequence'"))
                .isZero();
        this.scriptFixture.table("b2", "-- Revises: a1").table("c3", "-- Revises: b2");
        upgrade();
        assertThat(this.jdbc.queryForList("select revision from migrate_log order by id", String.class))
                .containsExactly("a1", "b2", "c3");
    }
}
