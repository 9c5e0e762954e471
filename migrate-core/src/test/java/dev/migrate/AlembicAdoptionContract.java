package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.MigrateException;
import dev.migrate.report.StepReport;
import dev.migrate.request.MigrationRequest;
import dev.migrate.request.StampRequest;
import dev.migrate.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Adoption of the version table of Alembic, which holds its current revisions only. */
abstract class AlembicAdoptionContract {

    private ScriptFixture scriptFixture;
    private TestDatabase database;

    @BeforeEach
    void openFixture(@TempDir Path folder, TestDatabase empty) {
        this.database = empty;
        this.scriptFixture = new ScriptFixture(folder)
                .table("a1", "-- Imported From: alembic f1")
                .table("b2", "-- Revises: a1\n-- Imported From: alembic f2")
                .table("c3", "-- Revises: a1\n-- Imported From: alembic f3")
                .table("d4", "-- Revises: b2, c3\n-- Imported From: alembic f4");
        execute("create table alembic_version (version_num varchar(32) not null primary key)");
        execute("create table t_a1 (id int primary key)");
    }

    @Test
    void everyAncestorOfTheCurrentRevisionsIsApplied() {
        at("f2", "f3");
        execute("create table t_b2 (id int primary key)");
        execute("create table t_c3 (id int primary key)");
        assertThat(engine().current().notice()).contains("adopts 3 revisions of Alembic's history", "'b2', 'c3'");
        assertThat(upgrade()).containsExactly("d4");
        assertThat(engine().status().current()).containsExactly("d4");
    }

    @Test
    void continuesFromOneOfTwoBranches() {
        at("f2");
        execute("create table t_b2 (id int primary key)");
        assertThat(upgrade()).containsExactly("c3", "d4");
    }

    @Test
    void adoptsWhatAlembicHasAppliedSince() {
        at("f1");
        engine().upgrade(MigrationRequest.to("a1"));
        at("f2");
        execute("create table t_b2 (id int primary key)");
        assertThat(upgrade()).containsExactly("c3", "d4");
    }

    @Test
    void revertedRevisionIsNotAdoptedAgain() {
        at("f2");
        execute("create table t_b2 (id int primary key)");
        engine().upgrade(MigrationRequest.to("b2"));
        engine().downgrade(MigrationRequest.to("a1"));
        assertThat(upgrade()).containsExactly("b2", "c3", "d4");
    }

    @Test
    void refusesWhatAlembicHasUndoneSince() {
        at("f2");
        execute("create table t_b2 (id int primary key)");
        engine().upgrade(MigrationRequest.to("b2"));
        at("f1");
        execute("drop table t_b2");
        refused("applied revisions were undone by Alembic: 'b2'");
        engine().stamp(StampRequest.to("a1"));
        assertThat(upgrade()).containsExactly("b2", "c3", "d4");
    }

    @Test
    void refusesRevisionThatWasNotImported() {
        at("f9");
        refused("no revision was imported: 'f9'");
        engine().stamp(StampRequest.to("a1"));
        assertThat(upgrade()).containsExactly("b2", "c3", "d4");
    }

    private void refused(String text) {
        MigrateException refusal =
                catchThrowableOfType(MigrateException.class, () -> engine().upgrade(MigrationRequest.to("head")));
        assertThat(refusal).hasMessageContaining(text);
        assertThat(refusal.code()).isEqualTo(ErrorCode.UNADOPTABLE_HISTORY);
    }

    private void at(String... versions) {
        execute("delete from alembic_version");
        for (String version : versions) {
            execute("insert into alembic_version values ('%s')".formatted(version));
        }
    }

    private List<String> upgrade() {
        return engine().upgrade(MigrationRequest.to("head")).steps().stream()
                .map(StepReport::revision)
                .toList();
    }

    private MigrationEngine engine() {
        return this.scriptFixture.engine(this.database);
    }

    private void execute(String sql) {
        this.database.jdbc().execute(sql);
    }
}
