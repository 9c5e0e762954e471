package dev.migrate;

import dev.migrate.dialect.Tables;
import dev.migrate.error.LockedException;
import dev.migrate.history.State;
import dev.migrate.lock.MigrationLock;
import dev.migrate.operation.Migration;
import dev.migrate.report.Identity;
import dev.migrate.report.MigrateListener;
import dev.migrate.report.RevisionState;
import dev.migrate.report.ValidationReport;
import dev.migrate.run.Failures;
import dev.migrate.run.Session;
import dev.migrate.script.LoadedScripts;
import dev.migrate.script.ScriptLoader;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/** The one way to the database: a session, its lock, and what it holds seen together with what is shipped. */
final class Access {

    private final DataSource dataSource;
    private final MigrateSettings settings;
    private final ClassLoader classLoader;
    private final Clock clock;
    private final MigrateListener listener;
    private final Iterable<? extends Migration> migrations;
    private final Semaphore remoteWaiter = new Semaphore(1);
    private volatile @Nullable Shipped shipped;

    Access(
            DataSource dataSource,
            MigrateSettings settings,
            ClassLoader classLoader,
            Clock clock,
            MigrateListener listener,
            Iterable<? extends Migration> migrations) {
        this.dataSource = dataSource;
        this.settings = settings;
        this.classLoader = classLoader;
        this.clock = clock;
        this.listener = listener;
        this.migrations = migrations;
    }

    DataSource dataSource() {
        return this.dataSource;
    }

    <T> T inSession(Function<Session, T> work) {
        try (Session session =
                Session.open(this.dataSource, this.settings.schema(), this.settings.tablePrefix(), this.clock)) {
            try {
                return work.apply(session);
            } catch (DataAccessException failure) {
                throw Failures.ofEngine(session.dialect(), "make, read or write the engine's own tables", failure);
            }
        }
    }

    /** Waits for the lock; empty if meanwhile it is not needed any more. */
    Optional<MigrationLock.Held> lock(Session session, Identity who, BooleanSupplier stillNeeded) {
        return lock(session, who, Safeguards.NONE, stillNeeded);
    }

    /**
     * Waits for the lock without a connection; empty if meanwhile it is not needed any more. Of the remote requests of
     * this engine one at most waits, since each of them occupies a thread of the server.
     */
    Optional<MigrationLock.Held> lock(
            Session session, Identity who, Safeguards safeguards, BooleanSupplier stillNeeded) {
        long start = System.nanoTime();
        Optional<MigrationLock.Held> held = Optional.empty();
        try {
            MigrationLock lock = session.lock(who);
            if (!safeguards.enforced()) {
                held = lock.acquire(this.settings.lockWait(), session::whileReleased, stillNeeded);
                return held;
            }
            held = lock.tryAcquire();
            if (held.isEmpty()) {
                held = afterOthers(session, lock, stillNeeded);
            }
            return held;
        } finally {
            this.listener.lockAwaited(Duration.ofNanos(System.nanoTime() - start), held.isPresent());
        }
    }

    private Optional<MigrationLock.Held> afterOthers(Session session, MigrationLock lock, BooleanSupplier stillNeeded) {
        if (!this.remoteWaiter.tryAcquire()) {
            throw LockedException.crowded(lock.describeHolder());
        }
        try {
            return lock.acquire(this.settings.lockWait(), session::whileReleased, stillNeeded);
        } finally {
            this.remoteWaiter.release();
        }
    }

    /** What is, for somebody who only looks. */
    Situation situation(Session session) {
        State state = session.read();
        return new Situation(shipped(session), state, isBusy(session, state));
    }

    /** Whether another process is moving the database, so that what looks interrupted is in progress. */
    private static boolean isBusy(Session session, State state) {
        if (state.interrupted().isEmpty()) {
            return false;
        }
        session.settle();
        return session.lock(Identity.ofThisProcess()).holder().isPresent();
    }

    /** Checks the scripts, read again, and what the database has of them. */
    ValidationReport validate(Session session, boolean atHeads) {
        State state = session.read();
        LoadedScripts loaded =
                new ScriptLoader(this.classLoader, session.dialect(), this.migrations).read(this.settings.locations());
        Validation validation = new Validation(this.settings, loaded);
        boolean busy = isBusy(session, state);
        validation.database(state, busy);
        if (validation.hasGraph()) {
            Situation now = new Situation(Shipped.of(loaded.scripts()), state, busy);
            validation.check(now::refuseUnfit);
            if (atHeads) {
                validation.atHeads((revision) -> now.stateOf(revision.id()) == RevisionState.PENDING);
            }
        }
        return validation.report();
    }

    /** What is, for who holds the lock and has read the state. */
    Situation situation(Session session, State state) {
        return new Situation(shipped(session), state, false);
    }

    /** The state, once the engine's tables are there. */
    State stateWithTables(Session session, Identity who) {
        State state = session.read();
        if (!state.tables()) {
            try {
                session.recorder(who).createTables();
            } catch (DataAccessException failure) {
                throw Failures.ofEngine(session.dialect(), "create the engine's own tables", failure);
            }
        } else if (!state.columns()) {
            session.history().missingColumns().forEach((column) -> add(column, session, who));
        }
        return state;
    }

    /** Adds a column to a table of an earlier release, unless another process adds it at the same moment. */
    private static void add(Tables.Column column, Session session, Identity who) {
        try {
            session.inTransaction(() -> {
                session.recorder(who).add(column);
                return column;
            });
        } catch (DataAccessException failure) {
            boolean isThere = failure.getRootCause() instanceof SQLException cause
                    && session.dialect().saysDuplicate(cause);
            if (!isThere) {
                throw Failures.ofColumn(session.dialect(), column, failure);
            }
        }
    }

    private Shipped shipped(Session session) {
        Shipped known = this.shipped;
        if (known == null) {
            known = Shipped.load(this.settings, this.classLoader, this.migrations, session.dialect());
            this.shipped = known;
        }
        return known;
    }
}
