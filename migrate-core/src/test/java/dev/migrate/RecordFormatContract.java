package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.dialect.RecordTables;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.InterruptedRevisionException;
import dev.migrate.error.MigrateException;
import dev.migrate.history.HistoryWriter;
import dev.migrate.report.Actor;
import dev.migrate.report.LogReport;
import dev.migrate.report.RevisionReport;
import dev.migrate.report.StepReport;
import dev.migrate.request.MigrationRequest;
import dev.migrate.request.RepairRequest;
import dev.migrate.request.StampRequest;
import dev.migrate.run.Session;
import dev.migrate.settings.MigrateSettings;
import dev.migrate.testsupport.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

/** Releases that know different formats of the record share a database. */
abstract class RecordFormatContract {

    ScriptFixture scriptFixture;
    TestDatabase database;

    @BeforeEach
    void openFixture(@TempDir Path folder, TestDatabase empty) {
        this.scriptFixture = new ScriptFixture(folder);
        this.database = empty;
    }

    @Test
    void rejectsChangesOfNewerRecord() {
        threeOfWhichTwoAreApplied();
        execute("update migrate_revision set format = 2 where revision = 'a1'");
        Map<String, ThrowingCallable> moves = Map.of(
                "upgrade", () -> engine().upgrade(MigrationRequest.to("head")),
                "dry run", () -> engine().upgrade(MigrationRequest.to("head").dryRun(true)),
                "upgrade to a script", () -> engine().previewUpgrade(MigrationRequest.to("head"), new StringBuilder()),
                "downgrade", () -> engine().downgrade(MigrationRequest.to("-1")),
                "downgrade to a script",
                        () -> engine().previewDowngrade(MigrationRequest.to("base"), new StringBuilder()),
                "stamp", () -> engine().stamp(StampRequest.to("c3")),
                "purge", () -> engine().stamp(StampRequest.to("base").purge(true)),
                "repair", () -> engine().repair(RepairRequest.of("b2", RepairRequest.Verdict.ACCEPT)));
        List<Map<String, Object>> before = record();
        moves.forEach((name, move) -> assertThatExceptionOfType(ImpossibleMigrationException.class)
                .as(name)
                .isThrownBy(move)
                .satisfies((failure) -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.NEWER_RECORD);
                    assertThat(failure)
                            .hasMessage(
                                    "The tables of Migrate in this database have format 2, but this release of Migrate"
                                            + " supports formats up to 1.");
                    assertThat(failure.revisions()).containsExactly("a1");
                }));
        assertThat(record()).isEqualTo(before);
        assertThat(engine().log(10).entries()).hasSize(2);
    }

    @Test
    void readsNewerRecord() {
        threeOfWhichTwoAreApplied();
        execute("update migrate_revision set format = 32000 where revision = 'b2'");
        assertThat(engine().status().current()).containsExactly("b2");
        assertThat(engine().current().pending()).isEqualTo(1);
        assertThat(engine().history(null).revisions())
                .extracting(RevisionReport::id)
                .containsExactly("c3", "b2", "a1");
        assertThat(engine().show("b2")).hasSize(1);
        assertThat(engine().log(1).entries())
                .extracting(LogReport.Entry::revision)
                .containsExactly("b2");
    }

    @Test
    void upToDateStartAcceptsNewerRecord() {
        threeOfWhichTwoAreApplied();
        engine().upgrade(MigrationRequest.to("head"));
        execute("update migrate_revision set format = 2");
        this.scriptFixture.remove("c3");
        assertThat(engine().upgrade(MigrationRequest.to("heads")).steps()).isEmpty();
        MigrateSettings downgrading = this.scriptFixture.settings().toBuilder()
                .ahead(MigrateSettings.Ahead.DOWNGRADE)
                .build();
        assertThatExceptionOfType(ImpossibleMigrationException.class)
                .isThrownBy(() -> this.scriptFixture
                        .engine(this.database.dataSource(), downgrading)
                        .upgrade(MigrationRequest.to("heads")))
                .satisfies((failure) -> assertThat(failure.code()).isEqualTo(ErrorCode.NEWER_RECORD));
        assertThat(engine().status().current()).containsExactly("c3");
    }

    @Test
    void missingFormatEqualsFormatOfThisRelease() {
        threeOfWhichTwoAreApplied();
        execute("update migrate_revision set format = 1");
        assertThat(engine().upgrade(MigrationRequest.to("head")).current()).containsExactly("c3");
        assertThat(engine().downgrade(MigrationRequest.to("base")).current()).isEmpty();
    }

    @Test
    void readsTablesOfFirstRelease() {
        threeOfWhichTwoAreApplied();
        asTheFirstReleaseMadeIt();
        CountingDataSource counted = new CountingDataSource(this.database.dataSource());
        assertThat(this.scriptFixture
                        .engine(counted, this.scriptFixture.settings())
                        .current()
                        .pending())
                .isEqualTo(1);
        assertThat(counted.statements()).hasSize(1);
        assertThat(engine().history(null).revisions()).hasSize(3);
        assertThat(engine().upgrade(MigrationRequest.to("b2")).steps()).isEmpty();
        assertThat(hasColumn()).isFalse();
    }

    @Test
    void upgradeAddsMissingColumns() {
        threeOfWhichTwoAreApplied();
        asTheFirstReleaseMadeIt();
        assertThat(engine().upgrade(MigrationRequest.to("head")).steps())
                .extracting(StepReport::revision)
                .containsExactly("c3");
        assertThat(hasColumn()).isTrue();
    }

    @Test
    void otherCommandsAddMissingColumns() {
        threeOfWhichTwoAreApplied();
        asTheFirstReleaseMadeIt();
        engine().stamp(StampRequest.to("c3"));
        assertThat(hasColumn()).isTrue();
        asTheFirstReleaseMadeIt();
        engine().ensureVersion();
        assertThat(hasColumn()).isTrue();
        engine().ensureVersion();
        engine().stamp(StampRequest.to("base"));
        asTheFirstReleaseMadeIt();
        engine().stamp(StampRequest.to("b2"));
        assertThat(hasColumn()).isTrue();
        assertThat(engine().status().current()).containsExactly("b2");
    }

    @Test
    void concurrentProcessesAddMissingColumns() throws Exception {
        threeOfWhichTwoAreApplied();
        asTheFirstReleaseMadeIt();
        EngineContract.allAtOnce(3, () -> engine().upgrade(MigrationRequest.to("head")));
        assertThat(hasColumn()).isTrue();
        assertThat(engine().status().current()).containsExactly("c3");
    }

    @Test
    void rejectedRequestAddsNoColumn() {
        threeOfWhichTwoAreApplied();
        this.scriptFixture.file("c3", "-- Revises: b2", """
                -- migrate:upgrade transaction=off
                create table t_c3 (id int);
                create table t_c3 (id int);
                -- migrate:downgrade
                drop table t_c3;
                """);
        assertThatExceptionOfType(MigrateException.class)
                .isThrownBy(() -> engine().upgrade(MigrationRequest.to("head")));
        asTheFirstReleaseMadeIt();
        for (ThrowingCallable move : List.<ThrowingCallable>of(
                () -> engine().downgrade(MigrationRequest.to("-1")),
                () -> engine().upgrade(MigrationRequest.to("b2")))) {
            assertThatExceptionOfType(InterruptedRevisionException.class).isThrownBy(move);
            assertThat(hasColumn()).isFalse();
        }
    }

    /** A process that lost its lease may find that another one was quicker. */
    @Test
    void recognizesExistingColumn() {
        engine().ensureVersion();
        try (Session session = Session.open(this.database.dataSource(), null, "migrate_", Clock.systemUTC())) {
            assertThat(session.history().missingColumns()).isEmpty();
            HistoryWriter historyWriter = session.historyWriter(Actor.ofThisProcess());
            RecordTables.Column column =
                    new RecordTables(null, "migrate_").added().get(0);
            assertThatExceptionOfType(DataAccessException.class)
                    .isThrownBy(() -> historyWriter.add(column))
                    .satisfies((failure) -> assertThat(
                                    session.dialect().isDuplicate((SQLException) failure.getRootCause()))
                            .isTrue());
        }
    }

    private void threeOfWhichTwoAreApplied() {
        this.scriptFixture.table("a1", "").table("b2", "-- Revises: a1").table("c3", "-- Revises: b2");
        engine().upgrade(MigrationRequest.to("b2"));
    }

    /** Removes the columns that the first release did not create. */
    private void asTheFirstReleaseMadeIt() {
        execute("alter table migrate_revision drop column format");
    }

    private boolean hasColumn() {
        return this.database.jdbc().query("select * from migrate_revision where 1 = 0", (rows) -> {
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                if (rows.getMetaData()
                        .getColumnName(column)
                        .toLowerCase(Locale.ROOT)
                        .equals(RecordTables.FORMAT)) {
                    return true;
                }
            }
            return false;
        });
    }

    private List<Map<String, Object>> record() {
        return this.database.jdbc().queryForList("select * from migrate_revision order by revision");
    }

    private void execute(String sql) {
        this.database.jdbc().execute(sql);
    }

    private MigrationEngine engine() {
        return this.scriptFixture.engine(this.database);
    }
}
