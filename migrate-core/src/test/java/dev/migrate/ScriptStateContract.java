package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.error.DatabaseException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.report.Finding;
import dev.migrate.report.RevisionReport;
import dev.migrate.report.RevisionState;
import dev.migrate.report.ValidationReport;
import dev.migrate.request.MigrationRequest;
import dev.migrate.request.RepairRequest;
import dev.migrate.request.StampRequest;
import dev.migrate.settings.MigrateSettings;
import dev.migrate.settings.MigrateSettings.Edited;
import dev.migrate.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Scripts that are still to be written, edited, or missing, and the effect on the database. */
abstract class ScriptStateContract {

    private ScriptFixture scriptFixture;
    private TestDatabase database;

    @BeforeEach
    void openFixture(@TempDir Path folder, TestDatabase empty) {
        this.scriptFixture = new ScriptFixture(folder);
        this.database = empty;
    }

    @Test
    void rejectsUnwrittenRevisionsBeforeAnythingRuns() {
        this.scriptFixture
                .table("a1", "")
                .script("b2", "-- Revises: a1", "-- migrate:todo", "-- migrate:todo")
                .script("c3", "-- Revises: b2", "create table t_c3 (id int);", "-- migrate:todo");
        assertThatExceptionOfType(ImpossibleMigrationException.class)
                .isThrownBy(() -> engine().upgrade(MigrationRequest.to("head")))
                .withMessageContaining("b2.sql:7")
                .withMessageContaining("b2.sql:10")
                .withMessageContaining("c3.sql:10")
                .satisfies((refused) -> {
                    assertThat(refused.code()).isEqualTo(ErrorCode.UNWRITTEN_REVISION);
                    assertThat(refused.revisions()).containsExactly("b2", "c3");
                });
        assertThat(tables("t_a1", "t_c3")).isZero();
        assertThatExceptionOfType(ImpossibleMigrationException.class)
                .isThrownBy(() -> engine().upgrade(MigrationRequest.to("head").dryRun(true)));
        assertThatExceptionOfType(ImpossibleMigrationException.class)
                .isThrownBy(() -> engine().previewUpgrade(MigrationRequest.to("head"), new StringBuilder()));
        assertThatExceptionOfType(ImpossibleMigrationException.class)
                .isThrownBy(() -> offline().upgrade(null, new StringBuilder()));
        assertThatExceptionOfType(ImpossibleMigrationException.class)
                .isThrownBy(() -> engine().stamp(StampRequest.to("head")));
        assertThatExceptionOfType(ImpossibleMigrationException.class)
                .isThrownBy(() -> offline().stamp(List.of("c3"), new StringBuilder()));
        assertThat(engine().upgrade(MigrationRequest.to("a1")).current()).containsExactly("a1");
        assertThat(engine().history(null).revisions())
                .extracting(RevisionReport::id)
                .containsExactly("c3", "b2", "a1");
        assertThat(engine().show("b2").get(0).sections().upgrade()).contains("migrate:todo");
    }

    @Test
    void runsRevisionOnceWritten() {
        this.scriptFixture.script("a1", "", "-- migrate:todo", "-- migrate:todo");
        assertThatExceptionOfType(ImpossibleMigrationException.class)
                .isThrownBy(() -> engine().upgrade(MigrationRequest.to("head")));
        this.scriptFixture.irreversible("a1", "", "create table t_a1 (id int);");
        assertThat(engine().upgrade(MigrationRequest.to("head")).current()).containsExactly("a1");
        assertThat(tables("t_a1")).isEqualTo(1);
    }

    @Test
    void rejectsTodoComment() {
        for (String note : List.of("-- todo", "-- TODO: write this", "-- FIXME", "-- tbd")) {
            this.scriptFixture.script("a1", "", note, "");
            assertThatExceptionOfType(ImpossibleMigrationException.class)
                    .as(note)
                    .isThrownBy(() -> engine().upgrade(MigrationRequest.to("head")))
                    .withMessageContaining("a1.sql:6")
                    .satisfies((refused) -> assertThat(refused.code()).isEqualTo(ErrorCode.UNWRITTEN_REVISION));
        }
        this.scriptFixture.table("a1", "");
        assertThat(engine().upgrade(MigrationRequest.to("head")).current()).containsExactly("a1");
    }

    @Test
    void rejectsUnwrittenDowngrade() {
        this.scriptFixture.script("a1", "", "create table t_a1 (id int);", "").table("b2", "-- Revises: a1");
        engine().upgrade(MigrationRequest.to("head"));
        this.scriptFixture.script("a1", "", "create table t_a1 (id int);", "-- migrate:todo");
        assertThatExceptionOfType(ImpossibleMigrationException.class)
                .isThrownBy(() -> engine().downgrade(MigrationRequest.to("base")))
                .withMessageContaining("a1.sql:9");
        assertThatExceptionOfType(ImpossibleMigrationException.class)
                .isThrownBy(() -> offline().downgrade("b2:base", new StringBuilder()));
        assertThat(tables("t_b2")).isEqualTo(1);
        assertThat(engine().downgrade(MigrationRequest.to("-1")).current()).containsExactly("a1");
    }

    @Test
    void rejectsAcceptanceOfUnwrittenEdit() {
        this.scriptFixture.table("a1", "");
        engine().upgrade(MigrationRequest.to("head"));
        this.scriptFixture.script("a1", "", "create table t_other (id int);", "-- migrate:todo");
        assertThatExceptionOfType(ImpossibleMigrationException.class)
                .isThrownBy(() -> engine().repair(RepairRequest.of("a1", RepairRequest.Verdict.ACCEPT)))
                .satisfies((refused) -> assertThat(refused.code()).isEqualTo(ErrorCode.UNWRITTEN_REVISION));
        this.scriptFixture.table("a1", "");
        assertThat(engine().downgrade(MigrationRequest.to("base")).current()).isEmpty();
    }

    @Test
    void emptyRevisionIsEditedOnceWritten() {
        this.scriptFixture.script("a1", "", "", "");
        engine().upgrade(MigrationRequest.to("head"));
        this.scriptFixture.table("a1", "");
        assertThat(engine().show("a1")).extracting(RevisionReport::state).containsExactly(RevisionState.EDITED);
    }

    @Test
    void proseAloneIsAppliedAndReverted() {
        this.scriptFixture.script("a1", "", "-- index exists already", "/* nothing to revert */");
        assertThat(engine().upgrade(MigrationRequest.to("head")).current()).containsExactly("a1");
        assertThat(engine().downgrade(MigrationRequest.to("base")).current()).isEmpty();
    }

    @Test
    void editedFailRejectsUpgrades() {
        this.scriptFixture.table("a1", "").table("b2", "-- Revises: a1");
        engine().upgrade(MigrationRequest.to("head"));
        this.scriptFixture
                .script("a1", "", "create table t_other (id int);", "drop table t_a1;")
                .table("c3", "-- Revises: b2");
        MigrateSettings strict =
                this.scriptFixture.settings().toBuilder().edited(Edited.FAIL).build();
        MigrationEngine failing = this.scriptFixture.engine(this.database.dataSource(), strict);
        assertThatExceptionOfType(ImpossibleMigrationException.class)
                .isThrownBy(() -> failing.upgrade(MigrationRequest.to("head")))
                .withMessageContaining("a1.sql")
                .satisfies((refused) -> {
                    assertThat(refused.code()).isEqualTo(ErrorCode.EDITED_SCRIPTS);
                    assertThat(refused.revisions()).containsExactly("a1");
                });
        assertThatExceptionOfType(ImpossibleMigrationException.class)
                .isThrownBy(() -> failing.upgrade(MigrationRequest.to("head").dryRun(true)));
        assertThat(failing.status().current()).containsExactly("b2");
        assertThat(failing.downgrade(MigrationRequest.to("-1")).current()).containsExactly("a1");
        failing.repair(RepairRequest.of("a1", RepairRequest.Verdict.ACCEPT));
        assertThat(failing.upgrade(MigrationRequest.to("head")).current()).containsExactly("c3");
    }

    @Test
    void editedScriptsAreAWarningByDefault() {
        this.scriptFixture.table("a1", "");
        engine().upgrade(MigrationRequest.to("head"));
        this.scriptFixture
                .script("a1", "", "create table t_other (id int);", "drop table t_a1;")
                .table("b2", "-- Revises: a1");
        assertThat(engine().upgrade(MigrationRequest.to("head")).current()).containsExactly("b2");
    }

    @Test
    void findsNothingInConsistentDatabase() {
        this.scriptFixture.table("a1", "").table("b2", "-- Revises: a1");
        assertThat(engine().validate(false).findings()).isEmpty();
        assertThat(this.tables("migrate_revision")).isZero();
        assertThat(codes(engine().validate(true))).containsExactly("pending-revision", "pending-revision");
        engine().upgrade(MigrationRequest.to("head"));
        assertThat(engine().validate(true).valid()).isTrue();
    }

    @Test
    void findsEditedAndMissingScripts() {
        this.scriptFixture.table("a1", "").table("b2", "-- Revises: a1").table("c3", "-- Revises: b2");
        engine().upgrade(MigrationRequest.to("head"));
        this.scriptFixture
                .script("a1", "", "create table t_other (id int);", "drop table t_a1;")
                .remove("c3")
                .script("d4", "-- Revises: b2", "-- migrate:todo", "");
        ValidationReport report = engine().validate(true);
        assertThat(codes(report))
                .containsExactly("unwritten-revision", "edited-script", "missing-script", "pending-revision");
        assertThat(report.findings().get(0).location()).endsWith("d4.sql:7");
        assertThat(report.findings().get(1).location()).endsWith("a1.sql");
        MigrateSettings lenient =
                this.scriptFixture.settings().toBuilder().edited(Edited.WARN).build();
        assertThat(this.scriptFixture
                        .engine(this.database.dataSource(), lenient)
                        .validate(false)
                        .findings())
                .filteredOn((finding) -> !finding.isError())
                .extracting(Finding::code)
                .containsExactly("edited-script");
    }

    @Test
    void reportsScriptAndDatabaseFindingsTogether() {
        this.scriptFixture.table("a1", "").table("b2", "-- Revises: a1");
        engine().upgrade(MigrationRequest.to("head"));
        this.scriptFixture
                .script("a1", "", "create table t_other (id int);", "drop table t_a1;")
                .script("c3", "-- Revises: b2", "select 'never closed;", "")
                .file("d4", "-- Revises: b2", "-- migrate:downgrade\n")
                .write("e5.sql", "-- No id\n\n-- migrate:upgrade\n")
                .table("f6", "-- Revises: f6")
                .table("g7", "-- Revises: nowhere");
        assertThat(codes(engine().validate(false)))
                .containsExactlyInAnyOrder(
                        "unterminated-quote", "no-upgrade-section", "missing-revision-id", "loop", "edited-script");
        assertThat(codes(offline().validate()))
                .containsExactlyInAnyOrder("unterminated-quote", "no-upgrade-section", "missing-revision-id", "loop");
    }

    @Test
    void findsBrokenGraphsAndSeveralHeads() {
        this.scriptFixture.table("a1", "").table("b2", "-- Revises: a1").table("c3", "-- Revises: a1");
        assertThat(offline().validate().findings()).singleElement().satisfies((finding) -> {
            assertThat(finding.code()).isEqualTo("multiple-heads");
            assertThat(finding.message()).contains("'b2' (Make b2)", "'c3' (Make c3)");
            assertThat(finding.remedy()).contains("migrate merge");
        });
        this.scriptFixture.table("d4", "-- Revises: b2, c3").table("e5", "-- Revises: d4\n-- Branch Labels: a1");
        assertThat(codes(offline().validate())).containsExactly("duplicate-label");
        this.scriptFixture.remove("e5").table("f6", "-- Revises: gone");
        assertThat(codes(engine().validate(false))).containsExactly("missing-down-revision");
    }

    @Test
    void findsInterruptedRevision() {
        this.scriptFixture.table("a1", "").table("b2", "-- Revises: a1");
        engine().upgrade(MigrationRequest.to("head"));
        this.database.jdbc().update("update migrate_revision set status = 'upgrading' where revision = 'b2'");
        assertThat(engine().validate(false).findings()).singleElement().satisfies((finding) -> {
            assertThat(finding.code()).isEqualTo("interrupted-revision");
            assertThat(finding.location()).endsWith("b2.sql");
            assertThat(finding.remedy()).contains("migrate repair b2");
        });
    }

    @Test
    void unreachableDatabaseIsNoFinding() {
        this.scriptFixture.write("bad.sql", "select 1;");
        MigrationEngine unreachable = this.scriptFixture.engine(
                new DriverManagerDataSource("jdbc:postgresql://localhost:1/none"), this.scriptFixture.settings());
        assertThatExceptionOfType(DatabaseException.class).isThrownBy(() -> unreachable.validate(false));
    }

    @Test
    void upgradesToIdsAndLabelsWithDots() {
        this.scriptFixture
                .file("4.1", "-- Branch Labels: v4.x", "-- migrate:upgrade\n-- migrate:downgrade\n")
                .file("4.101", "-- Revises: 4.1", "-- migrate:upgrade\n-- migrate:downgrade\n")
                .file("4.102", "-- Revises: 4.101\n-- Depends On: v4.x", "-- migrate:upgrade\n-- migrate:downgrade\n")
                .file("4.1A", "-- Revises: 4.102", "-- migrate:upgrade\n-- migrate:downgrade\n")
                .file("4.1a", "-- Revises: 4.1A", "-- migrate:upgrade\n-- migrate:downgrade\n");
        assertThat(engine().upgrade(MigrationRequest.to("4.101")).current()).containsExactly("4.101");
        assertThat(engine().upgrade(MigrationRequest.to("4.101+1")).current()).containsExactly("4.102");
        assertThat(engine().upgrade(MigrationRequest.to("v4.x@head")).current()).containsExactly("4.1a");
        assertThat(engine().downgrade(MigrationRequest.to("4.102")).current()).containsExactly("4.102");
        this.scriptFixture.remove("4.102").remove("4.1A").remove("4.1a");
        assertThat(engine().show("4.102")).singleElement().satisfies((missing) -> {
            assertThat(missing.state()).isEqualTo(RevisionState.MISSING);
            assertThat(missing.revises()).containsExactly("4.101");
            assertThat(missing.dependsOn()).containsExactly("v4.x");
        });
        assertThat(engine().stamp(StampRequest.to("4.1").purge(true)).current()).containsExactly("4.1");
        StringBuilder sql = new StringBuilder();
        offline().upgrade("4.1:4.101", sql);
        assertThat(sql).contains("'4.101'");
    }

    private static List<String> codes(ValidationReport report) {
        return report.findings().stream().map(Finding::code).toList();
    }

    private OfflineSql offline() {
        return OfflineSql.builder(this.database.url())
                .settings(this.scriptFixture.settings())
                .build();
    }

    MigrationEngine engine() {
        return this.scriptFixture.engine(this.database);
    }

    private int tables(String... names) {
        int count = 0;
        for (String name : names) {
            try {
                this.database.jdbc().queryForList("select * from " + name + " where 1 = 0");
                count++;
            } catch (DataAccessException absent) {
                assertThat(absent).hasMessageContaining(name.substring(2));
            }
        }
        return count;
    }
}
