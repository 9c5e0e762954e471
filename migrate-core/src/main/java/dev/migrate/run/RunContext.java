package dev.migrate.run;

import dev.migrate.dialect.Dialect;
import dev.migrate.history.HistoryWriter;
import dev.migrate.lock.MigrationLock;
import dev.migrate.report.Actor;
import dev.migrate.report.MigrateListener;

/**
 * The session of a run, with the values that stay the same for all of its steps.
 *
 * @param session the session, prepared for running scripts
 * @param lock the migration lock, which is held during the run
 * @param actor the identity to record
 * @param listener receives the events of the run
 * @param settings the settings of the run
 * @param cancellation ends the run early
 */
public record RunContext(
        Session session,
        MigrationLock.Held lock,
        Actor actor,
        MigrateListener listener,
        RunSettings settings,
        CancellationToken cancellation) {

    Dialect dialect() {
        return this.session.dialect();
    }

    /** Returns the writer of the record on the connection of the session. */
    HistoryWriter historyWriter() {
        return this.session.historyWriter(this.actor);
    }
}
