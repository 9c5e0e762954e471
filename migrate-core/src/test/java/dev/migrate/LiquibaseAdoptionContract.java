package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.LockedException;
import dev.migrate.error.MigrateException;
import dev.migrate.report.StepReport;
import dev.migrate.request.MigrationRequest;
import dev.migrate.testsupport.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.DirectoryResourceAccessor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Adoption of histories that Liquibase itself has written. */
abstract class LiquibaseAdoptionContract {

    private static final String FILE = "changes.sql";

    private ScriptFixture scriptFixture;
    private Path folder;
    private TestDatabase database;

    @BeforeEach
    void openFixture(@TempDir Path folder, @TempDir Path scripts, TestDatabase empty) {
        this.folder = folder;
        this.database = empty;
        this.scriptFixture = new ScriptFixture(scripts);
    }

    @Test
    void adoptsWhatLiquibaseHasAppliedAndRunsTheRest() throws Exception {
        update("1", "2");
        revisions("1", "2", "3");
        assertThat(engine().current().notice()).contains("adopts 2 revisions of Liquibase's history");
        assertThat(upgrade()).containsExactly("c3");
        assertThat(engine().show("c1").get(0).application().by()).isEqualTo("liquibase");
        assertThat(upgrade()).isEmpty();
    }

    @Test
    void adoptsWhatLiquibaseHasAppliedSince() throws Exception {
        update("1");
        revisions("1");
        assertThat(upgrade()).isEmpty();
        update("1", "2");
        revisions("1", "2", "3");
        assertThat(upgrade()).containsExactly("c3");
    }

    @Test
    void refusesChangedChangeSet() throws Exception {
        update("1", "2");
        revisions("1", "2");
        this.database
                .jdbc()
                .update("update DATABASECHANGELOG set MD5SUM = '9:0123456789abcdef0123456789abcdef' where ID = '2'");
        refused("checksums differ");
        this.database
                .jdbc()
                .update("update DATABASECHANGELOG set MD5SUM = '8:0123456789abcdef0123456789abcdef' where ID = '2'");
        assertThat(upgrade()).as("of another algorithm").isEmpty();
    }

    @Test
    void refusesChangeSetThatWasNotImported() throws Exception {
        update("1", "2");
        revisions("1");
        refused("no revision was imported: '" + FILE + "::2::jane'");
        revisions("1", "2");
        assertThat(upgrade()).isEmpty();
    }

    @Test
    void waitsForLiquibaseWithALimit() throws Exception {
        update("1");
        revisions("1");
        this.database.jdbc().update("update DATABASECHANGELOGLOCK set LOCKED = ? where ID = 1", true);
        MigrateException locked = catchThrowableOfType(
                MigrateException.class,
                () -> this.scriptFixture
                        .engine(this.database.dataSource(), this.scriptFixture.impatient(Duration.ofSeconds(1)))
                        .upgrade(MigrationRequest.to("head")));
        assertThat(locked).isInstanceOf(LockedException.class).hasMessageContaining("is locked by Liquibase");
        this.database.jdbc().update("update DATABASECHANGELOGLOCK set LOCKED = ? where ID = 1", false);
        assertThat(upgrade()).isEmpty();
        assertThat(engine().status().current()).containsExactly("c1");
    }

    private void update(String... ids) throws IOException, SQLException, LiquibaseException {
        StringBuilder text = new StringBuilder("--liquibase formatted sql\n");
        for (String id : ids) {
            text.append("--changeset jane:%1$s%ncreate table t_c%1$s (id int primary key);%n".formatted(id));
        }
        Files.writeString(this.folder.resolve(FILE), text);
        try (Connection connection = this.database.dataSource().getConnection()) {
            new Liquibase(FILE, new DirectoryResourceAccessor(this.folder), new JdbcConnection(connection))
                    .update(new Contexts(), new LabelExpression());
        }
    }

    private void revisions(String... ids) {
        Map<String, String> checksums = this.database
                .jdbc()
                .query(
                        "select ID, MD5SUM from DATABASECHANGELOG",
                        (row, number) -> Map.entry(row.getString(1), row.getString(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        String previous = "";
        for (String id : ids) {
            String checksum = checksums.containsKey(id) ? " checksum=" + checksums.get(id) : "";
            this.scriptFixture.table(
                    "c" + id, "-- Imported From: liquibase %s::%s::jane%s%s".formatted(FILE, id, checksum, previous));
            previous = "\n-- Revises: c" + id;
        }
    }

    private void refused(String text) {
        MigrateException refusal =
                catchThrowableOfType(MigrateException.class, () -> engine().upgrade(MigrationRequest.to("head")));
        assertThat(refusal).hasMessageContaining(text);
        assertThat(refusal.code()).isEqualTo(ErrorCode.UNADOPTABLE_HISTORY);
    }

    private List<String> upgrade() {
        return engine().upgrade(MigrationRequest.to("head")).steps().stream()
                .map(StepReport::revision)
                .toList();
    }

    private MigrationEngine engine() {
        return this.scriptFixture.engine(this.database);
    }
}
