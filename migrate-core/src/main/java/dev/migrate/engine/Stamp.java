package dev.migrate.engine;

import dev.migrate.error.Log;
import dev.migrate.history.HistoryWriter;
import dev.migrate.history.LogEntry;
import dev.migrate.lock.MigrationLock;
import dev.migrate.report.Actor;
import dev.migrate.report.MigrateListener;
import dev.migrate.report.StampReport;
import dev.migrate.request.StampRequest;
import dev.migrate.run.Session;
import java.util.List;

/** Sets the current revisions while this process holds the migration lock. */
public record Stamp(Session session, MigrationLock.Held lock, Actor who, MigrateListener listener) {

    private static final Log LOGGER = Log.of(Stamp.class);

    /**
     * Records the current revisions.
     *
     * @param rows the ids of the new current revisions
     * @param message the message for the log
     */
    public StampReport record(DatabaseState now, StampRequest request, List<String> rows, String message) {
        this.session.inTransaction(() -> {
            HistoryWriter historyWriter = this.session.historyWriter(this.who);
            historyWriter.stamp(now.state(), now.closure(rows), rows, now::script);
            historyWriter.log(new LogEntry(
                    "stamp", String.join(",", rows), message, request.principal(), request.tag(), 0, 0, null));
            this.lock.confirm();
            return rows;
        });
        LOGGER.info("Stamped {}.", rows.isEmpty() ? "base" : String.join(", ", rows));
        StampReport report = new StampReport(request.targets(), request.purge(), rows);
        this.listener.stamped(report);
        return report;
    }
}
