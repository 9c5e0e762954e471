package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.migrate.operation.Migration;
import dev.migrate.operation.Operations;
import dev.migrate.operation.Revision;
import dev.migrate.request.MigrationRequest;
import dev.migrate.request.StampRequest;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** Results and warnings of the database while a script runs. */
@Isolated("reads the log")
class ResultsAndWarningsTests {

    private Path folder;
    private ScriptFixture scriptFixture;

    @BeforeEach
    void openFixture(@TempDir Path temporary) {
        this.folder = temporary;
        this.scriptFixture = new ScriptFixture(temporary);
    }

    @Test
    @DatabaseTest(DatabaseProduct.POSTGRESQL)
    void readsResultLargerThanMemoryOnPostgreSql(TestDatabase database) throws Exception {
        String much = "select repeat('x', 100000) from generate_series(1, 1500);";
        readsToTheEnd(database, much, " transaction=off");
        readsToTheEnd(database, much, "");
    }

    @Test
    @DatabaseTest(DatabaseProduct.MARIADB)
    void readsResultLargerThanMemoryOnMariaDb(TestDatabase database) throws Exception {
        readsToTheEnd(database, "select repeat('x', 100000) from seq_1_to_1500;", "");
    }

    @Test
    @DatabaseTest(DatabaseProduct.MYSQL)
    void readsResultLargerThanMemoryOnMySql(TestDatabase database) throws Exception {
        readsToTheEnd(
                database,
                "with recursive s(n) as (select 1 union all select n + 1 from s where n < 900)"
                        + " select repeat('x', 200000) from s;",
                "");
    }

    @Test
    @DatabaseTest(DatabaseProduct.H2)
    void readsResultLargerThanMemoryOnH2(@TempDir Path file) throws Exception {
        readsToTheEnd(
                TestDatabase.inFile(file.resolve("h2")), "select repeat('x', 100000) from system_range(1, 1500);", "");
    }

    @Test
    @DatabaseTest(DatabaseProduct.SQLITE)
    void readsResultLargerThanMemoryOnSqlite(TestDatabase database) throws Exception {
        readsToTheEnd(
                database,
                "with recursive s(n) as (select 1 union all select n + 1 from s where n < 1500)"
                        + " select hex(randomblob(50000)) from s;",
                "");
    }

    private void readsToTheEnd(TestDatabase database, String much, String options) throws Exception {
        this.scriptFixture.file(
                "a1", "", "-- migrate:upgrade%s%n%s%ncreate table t_after (id int);%n".formatted(options, much));
        Process process = EngineProcess.start("64m", database.url(), database, this.folder);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        database.jdbc().execute("drop table t_after");
        this.scriptFixture.engine(database).stamp(StampRequest.to("base").purge(true));
    }

    /** A query can be run for its side effect on each row. */
    @Test
    @DatabaseTest(DatabaseProduct.POSTGRESQL)
    void readsEveryRowOfQuery(TestDatabase database) {
        this.scriptFixture.script("a1", "", """
                create sequence counter;
                create table t (id int);
                insert into t select n from generate_series(1, 5000) n;
                select nextval('counter'), id from t;
                alter table t add column more int;
                drop table t;""", "drop sequence counter;");
        this.scriptFixture.engine(database).upgrade(MigrationRequest.to("head"));
        assertThat(database.jdbc().queryForObject("select last_value from counter", Long.class))
                .isEqualTo(5000);
    }

    @Test
    @DatabaseTest(DatabaseProduct.H2)
    void readsEveryRowOfQueryOnH2(TestDatabase database) {
        this.scriptFixture.script("a1", "", """
                create sequence counter;
                create table t (id int);
                insert into t select x from system_range(1, 5000);
                select next value for counter, id from t;
                alter table t add column more int;
                drop table t;""", "drop sequence counter;");
        this.scriptFixture.engine(database).upgrade(MigrationRequest.to("head"));
        assertThat(database.jdbc().queryForObject("select next value for counter", Long.class))
                .isEqualTo(5001);
    }

    @Test
    @DatabaseTest(DatabaseProduct.MARIADB)
    void readsAllResultsOfProcedure(TestDatabase database) {
        this.scriptFixture.script("a1", "", """
                create table t (id int);
                create procedure p() begin select 1; insert into t values (1); select 2; insert into t values (2); end;
                call p();
                insert into t values (3);""", "");
        this.scriptFixture.engine(database).upgrade(MigrationRequest.to("head"));
        assertThat(database.jdbc().queryForList("select id from t order by id", Integer.class))
                .containsExactly(1, 2, 3);
    }

    @Test
    @DatabaseTest(DatabaseProduct.POSTGRESQL)
    void logsWarningsOfPostgreSql(TestDatabase database) {
        this.scriptFixture.script("a1", "", """
                create table t (id int);
                do $$ begin raise warning 'careful
                with this'; raise notice 'by the way'; end $$;
                drop table if exists t_missing;
                copy t from stdin;
                1
                \\.
                """, "");
        assertThat(logged(database))
                .contains(
                        "WARN a1.sql:7: postgresql warns: careful\\u000awith this",
                        "INFO a1.sql:7: postgresql reports: by the way",
                        "INFO a1.sql:9: postgresql reports: table \"t_missing\" does not exist, skipping");
    }

    @Test
    @DatabaseTest(DatabaseProduct.MARIADB)
    void logsWarningsOfMariaDb(TestDatabase database) {
        this.scriptFixture.script("a1", "", """
                create table t (id tinyint);
                insert ignore into t values (300);
                drop table if exists t_missing;""", "");
        assertThat(logged(database))
                .contains("WARN a1.sql:7: mariadb warns: Out of range value for column 'id' at row 1")
                .anyMatch((line) -> line.startsWith("INFO a1.sql:8: mariadb reports: Unknown table"));
    }

    @Test
    @DatabaseTest(DatabaseProduct.POSTGRESQL)
    void logsOnlyTheFirstWarnings(TestDatabase database) {
        this.scriptFixture.script(
                "a1", "", "do $$ begin for n in 1..500 loop raise warning 'number %', n; end loop; end $$;", "");
        assertThat(logged(database))
                .hasSize(101)
                .contains("WARN a1.sql:6: postgresql warns: number 100")
                .contains("WARN a1.sql:6: 400 more warnings are not logged.");
    }

    @Test
    @DatabaseTest(DatabaseProduct.POSTGRESQL)
    void logsWarningsOfPostgreSqlForCode(TestDatabase database) {
        assertThat(logged(database, new Warned("do $$ begin raise warning 'careful'; end $$")))
                .singleElement()
                .asString()
                .matches("WARN .*ResultsAndWarningsTests\\.java:\\d+: postgresql warns: careful");
    }

    @Test
    @DatabaseTest(DatabaseProduct.MARIADB)
    void logsWarningsOfMariaDbForCode(TestDatabase database) {
        assertThat(logged(database, new Warned("do cast('12x' as int)")))
                .singleElement()
                .asString()
                .matches(
                        "WARN .*ResultsAndWarningsTests\\.java:\\d+: mariadb warns: Truncated incorrect INTEGER value.*");
    }

    /** Runs a statement by code. */
    @Revision(id = "warned")
    static final class Warned implements Migration {

        private final String sql;

        Warned(String sql) {
            this.sql = sql;
        }

        @Override
        public void upgrade(Operations operations) {
            operations.withJdbc((jdbc) -> jdbc.sql(this.sql).update());
        }
    }

    private List<String> logged(TestDatabase database, Migration... made) {
        Logger logger = (Logger) LoggerFactory.getLogger("dev.migrate.run.DatabaseWarnings");
        Level before = logger.getLevel();
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.INFO);
        try {
            MigrationEngine.builder(database.dataSource())
                    .settings(this.scriptFixture.settings())
                    .migrations(List.of(made))
                    .build()
                    .upgrade(MigrationRequest.to("head"));
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(before);
        }
        return lines.list.stream()
                .map((event) ->
                        event.getLevel() + " " + event.getFormattedMessage().replace("file:" + this.folder + "/", ""))
                .toList();
    }
}
