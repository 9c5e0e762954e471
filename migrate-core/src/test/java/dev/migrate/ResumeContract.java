package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.error.MigrateException;
import dev.migrate.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

/** What is found after a process died: each statement had its effect once, whenever that was. */
abstract class ResumeContract {

    Workshop workshop;
    TestDatabase database;

    @BeforeEach
    void openWorkshop(@TempDir Path folder, TestDatabase empty) {
        this.workshop = new Workshop(folder);
        this.database = empty;
    }

    /** What a section of several statements needs on this product so that each of them runs on its own. */
    abstract String apart();

    @Test
    void goesOnByItselfWhereverItsProcessDied() {
        counting();
        engine().upgrade(MoveRequest.to("a1"));
        boolean died = true;
        for (int at = 1; died; at++) {
            String place = "died after change " + at;
            boolean up = dies(at, (engine) -> engine.upgrade(MoveRequest.to("head")));
            engine().upgrade(MoveRequest.to("head"));
            assertThat(counted()).as(place).isEqualTo(2);
            assertThat(engine().status().upToDate()).as(place).isTrue();
            boolean down = dies(at, (engine) -> engine.downgrade(MoveRequest.to("a1")));
            if (!engine().status().current().equals(List.of("a1"))) {
                engine().downgrade(MoveRequest.to("a1"));
            }
            assertThat(counted()).as(place).isEqualTo(1);
            assertThat(there("t_renamed")).as(place).isFalse();
            died = up || down;
        }
    }

    private boolean dies(int at, Consumer<MigrationEngine> move) {
        CutDataSource cut = new CutDataSource(this.database.dataSource(), at);
        try {
            move.accept(this.workshop.engine(cut, this.workshop.settings()));
        } catch (MigrateException | DataAccessException failure) {
            assertThat(cut.dead()).as(String.valueOf(failure)).isTrue();
        }
        forgetLease();
        return cut.dead();
    }

    private void counting() {
        this.workshop
                .script(
                        "a1",
                        "",
                        "create table t_count (id int primary key, n int);\ninsert into t_count values (1, 1);",
                        "drop table t_count;")
                .file("b2", "-- Revises: a1", """
                        -- migrate:upgrade%1$s
                        alter table t_count add column extra int;
                        update t_count set n = n + 1;
                        create table t_named (id int);
                        alter table t_named rename to t_renamed;

                        -- migrate:downgrade%1$s
                        drop table t_renamed;
                        update t_count set n = n - 1;
                        alter table t_count drop column extra;
                        """.formatted(apart()));
    }

    private int counted() {
        Integer count = this.database.jdbc().queryForObject("select n from t_count", Integer.class);
        return count == null ? -1 : count;
    }

    private boolean there(String table) {
        try {
            this.database.jdbc().queryForList("select * from " + table + " where 1 = 0");
            return true;
        } catch (DataAccessException absent) {
            return false;
        }
    }

    /** A lease ends by itself, but not while a test looks at its watch. */
    private void forgetLease() {
        if (there("migrate_lock")) {
            this.database.jdbc().update("update migrate_lock set expires = 1");
        }
    }

    final MigrationEngine engine() {
        return this.workshop.engine(this.database);
    }
}
