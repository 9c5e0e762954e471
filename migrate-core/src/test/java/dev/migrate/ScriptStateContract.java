package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.error.ImpossibleMoveException;
import dev.migrate.report.RevisionReport;
import dev.migrate.report.RevisionState;
import dev.migrate.testsupport.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

/** What the state of a script on disk means for its database: still to be written, edited, missing. */
abstract class ScriptStateContract {

    private Workshop workshop;
    private TestDatabase database;

    @BeforeEach
    void openWorkshop(@TempDir Path folder, TestDatabase empty) {
        this.workshop = new Workshop(folder);
        this.database = empty;
    }

    @Test
    void refusesRevisionsThatAreStillToBeWrittenBeforeAnythingRuns() {
        this.workshop
                .table("a1", "")
                .script("b2", "-- Revises: a1", "-- migrate:todo", "-- migrate:todo")
                .script("c3", "-- Revises: b2", "create table t_c3 (id int);", "-- migrate:todo");
        assertThatExceptionOfType(ImpossibleMoveException.class)
                .isThrownBy(() -> engine().upgrade(MoveRequest.to("head")))
                .withMessageContaining("b2.sql:7")
                .withMessageContaining("b2.sql:10")
                .withMessageContaining("c3.sql:10")
                .satisfies((refused) -> {
                    assertThat(refused.code()).isEqualTo("unwritten-revision");
                    assertThat(refused.revisions()).containsExactly("b2", "c3");
                });
        assertThat(tables("t_a1", "t_c3")).isZero();
        assertThatExceptionOfType(ImpossibleMoveException.class)
                .isThrownBy(() -> engine().upgrade(MoveRequest.to("head").dryRun(true)));
        assertThatExceptionOfType(ImpossibleMoveException.class)
                .isThrownBy(() -> engine().previewUpgrade(MoveRequest.to("head"), new StringBuilder()));
        assertThatExceptionOfType(ImpossibleMoveException.class)
                .isThrownBy(() -> offline().upgrade(null, new StringBuilder()));
        assertThatExceptionOfType(ImpossibleMoveException.class)
                .isThrownBy(() -> engine().stamp(new StampRequest(List.of("head"), false, null, null)));
        assertThatExceptionOfType(ImpossibleMoveException.class)
                .isThrownBy(() -> offline().stamp(List.of("c3"), new StringBuilder()));
        assertThat(engine().upgrade(MoveRequest.to("a1")).current()).containsExactly("a1");
        assertThat(engine().history(null).revisions())
                .extracting(RevisionReport::id)
                .containsExactly("c3", "b2", "a1");
        assertThat(engine().show("b2").get(0).upgrade()).contains("migrate:todo");
    }

    @Test
    void runsWhatWasWrittenAfterARefusal() {
        this.workshop.script("a1", "", "-- migrate:todo", "-- migrate:todo");
        assertThatExceptionOfType(ImpossibleMoveException.class)
                .isThrownBy(() -> engine().upgrade(MoveRequest.to("head")));
        this.workshop.irreversible("a1", "", "create table t_a1 (id int);");
        assertThat(engine().upgrade(MoveRequest.to("head")).current()).containsExactly("a1");
        assertThat(tables("t_a1")).isEqualTo(1);
    }

    @Test
    void aDowngradeThatIsStillToBeWrittenIsRefused() {
        this.workshop.script("a1", "", "create table t_a1 (id int);", "").table("b2", "-- Revises: a1");
        engine().upgrade(MoveRequest.to("head"));
        this.workshop.script("a1", "", "create table t_a1 (id int);", "-- migrate:todo");
        assertThatExceptionOfType(ImpossibleMoveException.class)
                .isThrownBy(() -> engine().downgrade(MoveRequest.to("base")))
                .withMessageContaining("a1.sql:9");
        assertThatExceptionOfType(ImpossibleMoveException.class)
                .isThrownBy(() -> offline().downgrade("b2:base", new StringBuilder()));
        assertThat(tables("t_b2")).isEqualTo(1);
        assertThat(engine().downgrade(MoveRequest.to("-1")).current()).containsExactly("a1");
    }

    @Test
    void aRevisionThatWasAppliedEmptyIsEditedOnceItIsWritten() {
        this.workshop.script("a1", "", "", "");
        engine().upgrade(MoveRequest.to("head"));
        this.workshop.table("a1", "");
        assertThat(engine().show("a1")).extracting(RevisionReport::state).containsExactly(RevisionState.EDITED);
    }

    @Test
    void proseAloneIsAppliedAndReverted() {
        this.workshop.script("a1", "", "-- index exists already", "/* nothing to revert */");
        assertThat(engine().upgrade(MoveRequest.to("head")).current()).containsExactly("a1");
        assertThat(engine().downgrade(MoveRequest.to("base")).current()).isEmpty();
    }

    private OfflineSql offline() {
        return new OfflineSql(
                this.workshop.settings(), getClass().getClassLoader(), Clock.systemUTC(), this.database.url());
    }

    MigrationEngine engine() {
        return this.workshop.engine(this.database);
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
