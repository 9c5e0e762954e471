package dev.migrate.engine;

import dev.migrate.contact.Contact;
import dev.migrate.contact.FirstContact;
import dev.migrate.dialect.RecordTables;
import dev.migrate.error.LockedException;
import dev.migrate.history.LoggedActions;
import dev.migrate.history.StoredState;
import dev.migrate.lock.MigrationLock;
import dev.migrate.operation.Migration;
import dev.migrate.report.Actor;
import dev.migrate.report.MigrateListener;
import dev.migrate.report.RevisionState;
import dev.migrate.report.ValidationReport;
import dev.migrate.request.Safeguards;
import dev.migrate.run.FailureTranslator;
import dev.migrate.run.Session;
import dev.migrate.script.LoadedScripts;
import dev.migrate.script.ScriptLoader;
import dev.migrate.session.SessionLimits;
import dev.migrate.settings.MigrateSettings;
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

/** Runs work in a database session, and provides the migration lock and the {@link DatabaseState}. */
public final class SessionTemplate {

    private final DataSource dataSource;
    private final MigrateSettings settings;
    private final ClassLoader classLoader;
    private final Clock clock;
    private final MigrateListener listener;
    private final Iterable<? extends Migration> migrations;
    private final Semaphore remoteWaiter = new Semaphore(1);
    private volatile @Nullable LocalRevisions localRevisions;

    public SessionTemplate(
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

    /**
     * Reads the state without the migration lock.
     *
     * @throws dev.migrate.error.FirstContactException if the record is elsewhere, unreadable, or replaced by a
     *     table of other software
     */
    public DatabaseState state(Session session) {
        DatabaseState state = readConfirmed(session, localRevisions(session));
        state.contact().checkVisible(Contact.Access.READ);
        return state;
    }

    /** Performs the same as {@link #state}, for a command that would change something. */
    public DatabaseState stateToChange(Session session) {
        DatabaseState state = readConfirmed(session, localRevisions(session));
        state.contact().checkVisible(Contact.Access.WRITE);
        return state;
    }

    /**
     * Reads the state. A refusal is confirmed by reading the record again, after the catalog: it stands only if the
     * record is still empty and no process holds the lock. Such a process might have created the tables that the
     * catalog shows.
     */
    private DatabaseState readConfirmed(Session session, LocalRevisions scripts) {
        DatabaseState state = state(session, scripts, session.read());
        if (!state.storedState().applied().isEmpty() || !state.contact().mightBeTransient()) {
            return state;
        }
        StoredState again = session.read();
        if (!again.applied().isEmpty()) {
            return state(session, scripts, again);
        }
        boolean isMigrating = session.lock(Actor.ofThisProcess()).isHeld();
        return isMigrating ? new DatabaseState(scripts, again, true, Contact.Open.PLAIN) : state;
    }

    private DatabaseState state(Session session, LocalRevisions scripts, StoredState storedState) {
        return new DatabaseState(
                scripts, storedState, isBusy(session, storedState), contact(session, scripts, storedState));
    }

    /**
     * Returns whether another process is migrating the database, so that a revision recorded as interrupted is in
     * progress.
     */
    private static boolean isBusy(Session session, StoredState storedState) {
        if (storedState.interrupted().isEmpty()) {
            return false;
        }
        session.resolveSchema();
        return session.lock(Actor.ofThisProcess()).holder().isPresent();
    }

    /** Reads the scripts again, and checks them and their record in the database. */
    public ValidationReport validate(Session session, boolean atHeads) {
        LoadedScripts loaded =
                new ScriptLoader(this.classLoader, session.dialect(), this.migrations).read(this.settings.locations());
        Validation validation = new Validation(this.settings, loaded);
        if (!validation.hasGraph()) {
            StoredState storedState = session.read();
            return validation
                    .checkRecord(storedState, isBusy(session, storedState))
                    .report();
        }
        DatabaseState now = readConfirmed(session, LocalRevisions.of(loaded.scripts()));
        if (!now.contact().isOfAnotherApplication()) {
            validation.checkRecord(now.storedState(), now.isBusy());
        }
        validation.check(() -> now.contact().checkUpgrade(Contact.Access.READ)).addNotice(now.contact());
        validation.check(new RecordCheck(now)::check);
        if (atHeads) {
            validation.addPending((revision) -> now.stateOf(revision.id()) == RevisionState.PENDING);
        }
        return validation.report();
    }

    /** Reads the state while this process holds the migration lock. */
    public DatabaseState lockedState(Session session) {
        LocalRevisions scripts = localRevisions(session);
        StoredState storedState = session.read();
        return new DatabaseState(scripts, storedState, false, contact(session, scripts, storedState));
    }

    private Contact contact(Session session, LocalRevisions scripts, StoredState storedState) {
        FirstContact first = new FirstContact(
                scripts.graph(),
                this.settings.baseline(),
                this.settings.allowNonEmpty(),
                this.settings.schema() != null);
        if (!storedState.applied().isEmpty()) {
            return first.withRecord(storedState);
        }
        session.resolveSchema();
        LoggedActions loggedActions = session.loggedActions();
        return session.query((connection, dialect, recordTables) ->
                first.withoutRecord(connection, dialect, recordTables, storedState, loggedActions));
    }

    /** Creates Migrate's own tables if there are none, and adds the columns that an earlier release did not create. */
    public void completeTables(Session session, Actor actor, StoredState storedState) {
        if (!storedState.hasTables()) {
            createTables(session, actor);
        } else if (!storedState.hasAllColumns()) {
            session.history().missingColumns().forEach((column) -> add(column, session, actor));
        }
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

    private LocalRevisions localRevisions(Session session) {
        LocalRevisions known = this.localRevisions;
        if (known == null) {
            known = LocalRevisions.load(this.settings, this.classLoader, this.migrations, session.dialect());
            this.localRevisions = known;
        }
        return known;
    }
}
