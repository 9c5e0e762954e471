package dev.migrate;

import dev.migrate.report.BranchesReport;
import dev.migrate.report.CurrentReport;
import dev.migrate.report.HeadsReport;
import dev.migrate.report.HistoryReport;
import dev.migrate.report.LogReport;
import dev.migrate.report.MigrateListener;
import dev.migrate.report.MoveReport;
import dev.migrate.report.RevisionReport;
import dev.migrate.report.StampReport;
import dev.migrate.report.StatusReport;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Moves one database along its revision graph. Safe for use by several threads and several processes: whoever moves
 * the database holds its lock. Reads never write.
 */
public final class MigrationEngine {

    public MigrationEngine(
            DataSource dataSource,
            MigrateSettings settings,
            ClassLoader classLoader,
            Clock clock,
            MigrateListener listener) {}

    /** Moves the database up. */
    public MoveReport upgrade(MoveRequest request) {
        throw new UnsupportedOperationException("TODO");
    }

    /** Moves the database down. */
    public MoveReport downgrade(MoveRequest request) {
        throw new UnsupportedOperationException("TODO");
    }

    /** Sets the current revisions without running a script. */
    public StampReport stamp(StampRequest request) {
        throw new UnsupportedOperationException("TODO");
    }

    /** The state in a line, and who holds the lock. */
    public StatusReport status() {
        throw new UnsupportedOperationException("TODO");
    }

    /** The database's current revisions and the heads. */
    public CurrentReport current() {
        throw new UnsupportedOperationException("TODO");
    }

    /** The revisions of a range ({@code [symbol]:[symbol]}), or all of them, newest first. */
    public HistoryReport history(@Nullable String range) {
        throw new UnsupportedOperationException("TODO");
    }

    /** The revisions that a symbol names, with the texts of their scripts. */
    public List<RevisionReport> show(String symbol) {
        throw new UnsupportedOperationException("TODO");
    }

    /** The heads. */
    public HeadsReport heads() {
        throw new UnsupportedOperationException("TODO");
    }

    /** The branch points. */
    public BranchesReport branches() {
        throw new UnsupportedOperationException("TODO");
    }

    /** What was done to the database, newest first, at most {@code limit} entries. */
    public LogReport log(int limit) {
        throw new UnsupportedOperationException("TODO");
    }
}
