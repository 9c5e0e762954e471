package dev.migrate.engine;

import dev.migrate.adoption.AdoptionReader;
import dev.migrate.adoption.HistoryTable;
import dev.migrate.dialect.RecordTables;
import dev.migrate.error.LockedException;
import dev.migrate.history.StoredState;
import dev.migrate.lock.MigrationLock;
import dev.migrate.report.Actor;
import dev.migrate.report.MigrateListener;
import dev.migrate.request.Safeguards;
import dev.migrate.run.FailureTranslator;
import dev.migrate.run.Session;
import dev.migrate.session.SessionLimits;
import dev.migrate.settings.MigrateSettings;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;

/** Runs work in a database session, and provides the migration lock and the engine's own tables. */
public final class SessionTemplate {

    private final DataSource dataSource;
    private final MigrateSettings settings;
    private final Clock clock;
    private final MigrateListener listener;
    private final Semaphore remoteWaiter = new Semaphore(1);

    public SessionTemplate(DataSource dataSource, MigrateSettings settings, Clock clock, MigrateListener listener) {
        this.dataSource = dataSource;
        this.settings = settings;
        this.clock = clock;
        this.listener = listener;
    }

    public DataSource dataSource() {
        return this.dataSource;
    }

    /** Returns the timeouts of a migrating session. */
    public static SessionLimits limits(MigrateSettings settings) {
        return new SessionLimits(settings.lockTimeout(), settings.statementTimeout());
    }

    public <T> T inSession(Function<Session, T> work) {
        try (Session session =
                Session.open(this.dataSource, this.settings.schema(), this.settings.tablePrefix(), this.clock)) {
            try {
                return work.apply(session);
            } catch (DataAccessException failure) {
                throw session.translate("create, read, or write Migrate's own tables", failure);
            }
        }
    }

    /** Waits for the migration lock; empty if it is no longer needed. */
    public Optional<MigrationLock.Held> lock(Session session, Actor actor, BooleanSupplier stillNeeded) {
        return lock(session, actor, Safeguards.NONE, stillNeeded);
    }

    /**
     * Waits for the migration lock without a connection; empty if it is no longer needed. At most one remote request of
     * this engine waits, because each one occupies a server thread.
     *
     * @throws LockedException if another process holds the lock and another remote request is waiting already, or
     *     if the lock is not released in time
     */
    public Optional<MigrationLock.Held> lock(
            Session session, Actor actor, Safeguards safeguards, BooleanSupplier stillNeeded) {
        long start = System.nanoTime();
        Optional<MigrationLock.Held> held = Optional.empty();
        try {
            MigrationLock lock = session.lock(actor);
            if (!safeguards.enforced()) {
                held = lock.acquire(this.settings.lockWait(), session::whileReleased, stillNeeded);
                return held;
            }
            held = lock.tryAcquire();
            if (held.isEmpty()) {
                held = waitForOthers(session, lock, stillNeeded);
            }
            return held;
        } finally {
            this.listener.lockAwaited(Duration.ofNanos(System.nanoTime() - start), held.isPresent());
        }
    }

    private Optional<MigrationLock.Held> waitForOthers(
            Session session, MigrationLock lock, BooleanSupplier stillNeeded) {
        if (!this.remoteWaiter.tryAcquire()) {
            throw LockedException.crowded(lock.describeHolder());
        }
        try {
            return lock.acquire(this.settings.lockWait(), session::whileReleased, stillNeeded);
        } finally {
            this.remoteWaiter.release();
        }
    }

    /** Creates Migrate's own tables if there are none, and adds the columns that an earlier release did not create. */
    public void completeTables(Session session, Actor actor, StoredState storedState) {
        if (!storedState.hasTables()) {
            createTables(session, actor);
        } else if (!storedState.hasAllColumns()) {
            completeColumns(session, actor);
        }
    }

    /** Adds the columns that an earlier release did not create to the existing tables. */
    void completeColumns(Session session, Actor actor) {
        session.history().missingColumns().forEach((column) -> add(column, session, actor));
    }

    /** Returns the histories of other tools, in the schemas that concern the record. */
    List<HistoryTable> histories(Session session) {
        boolean allSchemas = this.settings.schema() == null;
        return session.query((connection, dialect, recordTables) ->
                HistoryTable.find(connection, dialect, recordTables, allSchemas));
    }

    /** Returns the positions at which the histories of other tools end, and adds the column in which they are recorded. */
    String historyPositions(Session session, Actor actor) {
        List<HistoryTable> tables = histories(session);
        if (tables.isEmpty()) {
            return "";
        }
        completeColumns(session, actor);
        return session.query(
                (connection, dialect, recordTables) -> AdoptionReader.positions(connection, dialect, tables));
    }

    /** Creates the missing tables of Migrate. */
    public void createTables(Session session, Actor actor) {
        try {
            session.historyWriter(actor).createTables();
        } catch (DataAccessException failure) {
            throw session.translate("create Migrate's own tables", failure);
        }
    }

    /** Adds a column to a table of an earlier release. Another process might have added it at the same time. */
    private static void add(RecordTables.Column column, Session session, Actor actor) {
        try {
            session.inTransaction(() -> {
                session.historyWriter(actor).add(column);
                return column;
            });
        } catch (DataAccessException failure) {
            boolean alreadyAdded = failure.getRootCause() instanceof SQLException cause
                    && session.dialect().isDuplicate(cause);
            if (!alreadyAdded) {
                throw FailureTranslator.ofColumn(session.dialect(), column, failure);
            }
        }
    }
}
