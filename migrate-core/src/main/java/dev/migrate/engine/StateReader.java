package dev.migrate.engine;

import dev.migrate.adoption.AdoptionReader;
import dev.migrate.contact.ContactDecision;
import dev.migrate.contact.FirstContact;
import dev.migrate.history.LoggedActions;
import dev.migrate.history.StoredState;
import dev.migrate.operation.Migration;
import dev.migrate.report.Actor;
import dev.migrate.report.RevisionState;
import dev.migrate.report.ValidationReport;
import dev.migrate.run.Session;
import dev.migrate.script.LoadedScripts;
import dev.migrate.script.ScriptLoader;
import dev.migrate.settings.MigrateSettings;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@link DatabaseState}: the local revisions, the record, and, on a database without a record, its other
 * contents. The first query of a command reads the record.
 */
public final class StateReader {

    private final MigrateSettings settings;
    private final ClassLoader classLoader;
    private final Iterable<? extends Migration> migrations;
    private volatile @Nullable LocalRevisions localRevisions;

    public StateReader(MigrateSettings settings, ClassLoader classLoader, Iterable<? extends Migration> migrations) {
        this.settings = settings;
        this.classLoader = classLoader;
        this.migrations = migrations;
    }

    /**
     * Reads the state without the migration lock.
     *
     * @throws dev.migrate.error.FirstContactException if the record is elsewhere, unreadable, or replaced by a
     *     table of other software
     */
    public DatabaseState read(Session session) {
        DatabaseState state = readConfirmed(session, localRevisions(session));
        state.contact().checkVisible(ContactDecision.Access.READ);
        return state;
    }

    /** Performs the same as {@link #read}, for a request that would change something. */
    public DatabaseState readToChange(Session session) {
        DatabaseState state = readConfirmed(session, localRevisions(session));
        state.contact().checkVisible(ContactDecision.Access.WRITE);
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
        return isMigrating ? new DatabaseState(scripts, again, true, ContactDecision.Open.PLAIN) : state;
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
        validation
                .check(() -> now.contact().checkUpgrade(ContactDecision.Access.READ))
                .addNotice(now.contact());
        validation.check(new RecordCheck(now)::check);
        if (atHeads) {
            validation.addPending((revision) -> now.stateOf(revision.id()) == RevisionState.PENDING);
        }
        return validation.report();
    }

    /** Reads the state while this process holds the migration lock. */
    public DatabaseState readLocked(Session session) {
        LocalRevisions scripts = localRevisions(session);
        StoredState storedState = session.read();
        return new DatabaseState(scripts, storedState, false, contact(session, scripts, storedState));
    }

    private ContactDecision contact(Session session, LocalRevisions scripts, StoredState storedState) {
        FirstContact first = new FirstContact(
                scripts.graph(),
                this.settings.baseline(),
                this.settings.allowNonEmpty(),
                this.settings.schema() != null,
                this.settings.locations(),
                scripts.scripts(),
                acceptsEdited());
        if (!storedState.applied().isEmpty()) {
            return first.withRecord(storedState, session::url);
        }
        session.resolveSchema();
        LoggedActions loggedActions = session.loggedActions();
        return session.query((connection, dialect, recordTables) ->
                first.withoutRecord(connection, dialect, recordTables, storedState, loggedActions));
    }

    /** Returns whether a warning about edited scripts was chosen; the default does not permit them in an adoption. */
    private boolean acceptsEdited() {
        return this.settings.edited() == MigrateSettings.Edited.WARN;
    }

    /** Returns the reader of the histories of tools from which scripts were imported. */
    AdoptionReader adoptionReader(Session session) {
        LocalRevisions scripts = localRevisions(session);
        return new AdoptionReader(scripts.graph(), scripts.scripts(), acceptsEdited());
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
