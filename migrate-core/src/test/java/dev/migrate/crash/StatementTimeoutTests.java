package dev.migrate.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.error.StatementFailedException;
import dev.migrate.error.Wording;
import dev.migrate.request.MigrationRequest;
import dev.migrate.settings.MigrateSettings;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A statement that exceeds {@code migrate.statement-timeout} is canceled and named. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class StatementTimeoutTests {

    @TempDir
    Path folder;

    @Test
    @DatabaseTest(DatabaseProduct.POSTGRESQL)
    void cancelsStatementOnPostgreSql(TestDatabase database) throws IOException {
        assertCanceled("select pg_sleep(600)", database);
    }

    @Test
    @DatabaseTest(DatabaseProduct.MARIADB)
    void cancelsStatementOnMariaDb(TestDatabase database) throws IOException {
        assertCanceled("select sleep(600)", database);
    }

    @Test
    @DatabaseTest(DatabaseProduct.MYSQL)
    void cancelsStatementOnMySql(TestDatabase database) throws IOException {
        assertCanceled("select sleep(600)", database);
    }

    @Test
    @DatabaseTest(DatabaseProduct.H2)
    void cancelsStatementOnH2(TestDatabase database) throws IOException {
        assertCanceled("select count(*) from system_range(1, 1000000) a, system_range(1, 1000000) b", database);
    }

    @Test
    @DatabaseTest(DatabaseProduct.SQLITE)
    void cancelsStatementOnSqlite(TestDatabase database) throws IOException {
        assertCanceled(
                "insert into effect with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n",
                database);
    }

    private void assertCanceled(String slow, TestDatabase database) throws IOException {
        Path script = this.folder.resolve("r1.sql");
        String first = "-- Make r1\n--\n-- Revision ID: r1\n\n-- migrate:upgrade\ncreate table effect (what int);\n";
        Files.writeString(script, first + slow + ";\n");
        MigrateSettings hasty = Instance.settings(this.folder).toBuilder()
                .statementTimeout(Duration.ofSeconds(1))
                .build();
        assertThatExceptionOfType(StatementFailedException.class)
                .isThrownBy(() -> Instance.engine(database.dataSource(), hasty).upgrade(MigrationRequest.to("head")))
                .withMessageContaining(slow)
                .withMessageContaining("'migrate.statement-timeout' allows")
                .satisfies((failure) -> assertThat(failure.remedy().in(Wording.properties()))
                        .contains("Raise 'migrate.statement-timeout'"));
        Files.writeString(script, first + "insert into effect values (1);\n");
        Instance.upgrade(database.dataSource(), this.folder);
        assertThat(database.jdbc().queryForList("select what from effect", Integer.class))
                .containsExactly(1);
    }
}
