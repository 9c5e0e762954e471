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

/** Records current revisions while this process holds the migration lock. */
public record Stamp(
        SessionTemplate sessionTemplate,
        Session session,
        MigrationLock.Held lock,
        Actor actor,
        MigrateListener listener) {

    private static final Log LOGGER = Log.of(Stamp.class);

    /**
     * Records the current revisions.
     *
     * @param current the ids of the new current revisions
     * @param message the message for the log
     */
    public StampReport record(DatabaseState state, StampRequest request, List<String> current, String message) {
        String positions = state.hasImported() ? this.sessionTemplate.historyPositions(this.session, this.actor) : "";
        this.session.inTransaction(() -> {
            HistoryWriter historyWriter = this.session.historyWriter(this.actor);
            historyWriter.stamp(state.storedState(), state.closure(current), current, state::script);
            historyWriter.log(
                    new LogEntry(
                            "stamp",
                            String.join(",", current),
                            message,
                            request.principal(),
                            request.tag(),
                            0,
                            0,
                            null),
                    positions);
            this.lock.confirm();
            return current;
        });
        LOGGER.info("Stamped {}.", current.isEmpty() ? "base" : String.join(", ", current));
        StampReport report = new StampReport(request.targets(), request.purge(), current);
        this.listener.stamped(report);
        return report;
    }
}
