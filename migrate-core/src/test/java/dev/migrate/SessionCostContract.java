package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.request.MigrationRequest;
import dev.migrate.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What it costs to keep the session: each statement is a round trip. */
abstract class SessionCostContract {

    /** How many statements for the session alone a run with one plain revision sends. */
    abstract long run();

    /** How many more each further plain revision costs. */
    abstract long plain();

    /** How many more a revision costs that sets something and creates a temporary table. */
    abstract long setting();

    /** Two statements that do so. */
    abstract String sets();

    /** Whether a statement is there for the session alone. */
    abstract boolean isOfSession(String sql);

    @Test
    void keepingTheSessionCostsNoMoreThanThis(TestDatabase database, @TempDir Path folder) {
        ScriptFixture scriptFixture = new ScriptFixture(folder);
        scriptFixture.table("a1", "").table("b2", "-- Revises: a1").table("c3", "-- Revises: b2");
        scriptFixture.script("d4", "-- Revises: c3", sets(), "").table("e5", "-- Revises: d4");
        long one = statements(scriptFixture, database, "a1");
        long three = statements(scriptFixture, database, "c3");
        long five = statements(scriptFixture, database, "e5");
        assertThat(List.of(one - plain(), (three - one) / 2, five - three - plain()))
                .containsExactly(run(), plain(), setting());
    }

    private long statements(ScriptFixture scriptFixture, TestDatabase database, String target) {
        try (TestDatabase other = database.another()) {
            CountingDataSource counting = new CountingDataSource(other.dataSource());
            scriptFixture.engine(counting, scriptFixture.settings()).upgrade(MigrationRequest.to(target));
            return counting.statements().stream().filter(this::isOfSession).count();
        }
    }
}
