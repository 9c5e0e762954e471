package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.request.MigrationRequest;
import dev.migrate.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts the statements that isolate the session; each is a round trip. */
abstract class SessionCostContract {

    /** The number of session statements of a run with one plain revision. */
    abstract long run();

    /** The number of further statements for each further plain revision. */
    abstract long plain();

    /** The number of further statements for a revision that changes the session. */
    abstract long setting();

    /** Two statements that change the session. */
    abstract String sets();

    /** Returns whether a statement only serves the session. */
    abstract boolean isOfSession(String sql);

    @Test
    void sessionStateCostsFixedNumberOfStatements(TestDatabase database, @TempDir Path folder) {
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
