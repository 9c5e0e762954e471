package dev.migrate;

import dev.migrate.contact.Contact;
import dev.migrate.contact.FirstContact;
import dev.migrate.dialect.Tables;
import dev.migrate.error.LockedException;
import dev.migrate.history.Past;
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
                throw session.refused("make, read or write the engine's own tables", failure);
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

    /**
     * Returns the situation as it is seen without the lock, or throws {@code FirstContactException} if what was read is
     * not known to be the record.
     */
    Situation situation(Session session) {
        Situation seen = glance(session, shipped(session));
        seen.contact().checkVisible();
        return seen;
    }

    /** As {@link #situation}, for a command that would change something. */
    Situation situationToChange(Session session) {
        Situation seen = glance(session, shipped(session));
        seen.contact().checkChange();
        return seen;
    }

    /**
     * A refusal stands only if the record, read after the catalog, is still empty and no process holds the lock: one that
     * does may have created what the catalog shows.
     */
    private Situation glance(Session session, Shipped scripts) {
        Situation seen = seen(session, scripts, session.read());
        if (!seen.state().applied().isEmpty() || !seen.contact().mayBeOvertaken()) {
            return seen;
        }
        State again = session.read();
        if (!again.applied().isEmpty()) {
            return seen(session, scripts, again);
        }
        boolean atWork = session.lock(Identity.ofThisProcess()).isHeld();
        return atWork ? new Situation(scripts, again, true, Contact.Open.PLAIN) : seen;
    }

    private Situation seen(Session session, Shipped scripts, State state) {
        return new Situation(scripts, state, isBusy(session, state), contact(session, scripts, state));
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
        LoadedScripts loaded =
                new ScriptLoader(this.classLoader, session.dialect(), this.migrations).read(this.settings.locations());
        Validation validation = new Validation(this.settings, loaded);
        if (!validation.hasGraph()) {
            State state = session.read();
            return validation.database(state, isBusy(session, state)).report();
        }
        Situation now = glance(session, Shipped.of(loaded.scripts()));
        if (!now.contact().isOfAnotherApplication()) {
            validation.database(now.state(), now.isBusy());
        }
        validation.check(now.contact()::checkUpgradable).notice(now.contact());
        validation.check(now::refuseUnfit);
        if (atHeads) {
            validation.atHeads((revision) -> now.stateOf(revision.id()) == RevisionState.PENDING);
        }
        return validation.report();
    }

    /** Returns the situation as it is while this process holds the lock. */
    Situation lockedSituation(Session session) {
        Shipped scripts = shipped(session);
        State state = session.read();
        return new Situation(scripts, state, false, contact(session, scripts, state));
    }

    private Contact contact(Session session, Shipped scripts, State state) {
        FirstContact first = new FirstContact(
                scripts.graph(),
                this.settings.baseline(),
                this.settings.allowNonEmpty(),
                this.settings.schema() != null);
        if (!state.applied().isEmpty()) {
            return first.withRecord(state);
        }
        session.settle();
        Past past = session.past();
        return session.ask(
                (connection, dialect, tables) -> first.withoutRecord(connection, dialect, tables, state, past));
    }

    /** Creates the engine's tables if the record has none, and adds the columns that an earlier release did not create. */
    void completeTables(Session session, Identity who, State state) {
        if (!state.tables()) {
            createTables(session, who);
        } else if (!state.columns()) {
            session.history().missingColumns().forEach((column) -> add(column, session, who));
        }
    }

    /** Creates those of the engine's tables that are missing. */
    void createTables(Session session, Identity who) {
        try {
            session.recorder(who).createTables();
        } catch (DataAccessException failure) {
            throw session.refused("create the engine's own tables", failure);
        }
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
