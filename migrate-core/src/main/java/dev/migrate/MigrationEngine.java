package dev.migrate;

import dev.migrate.contact.ContactDecision;
import dev.migrate.engine.DatabaseState;
import dev.migrate.engine.InFlightOperations;
import dev.migrate.engine.MigrationClientScript;
import dev.migrate.engine.MigrationContext;
import dev.migrate.engine.MigrationDryRun;
import dev.migrate.engine.MigrationRun;
import dev.migrate.engine.Repair;
import dev.migrate.engine.ReportFactory;
import dev.migrate.engine.SafeguardCheck;
import dev.migrate.engine.SessionTemplate;
import dev.migrate.engine.Stamp;
import dev.migrate.engine.StatePlanner;
import dev.migrate.engine.StateReader;
import dev.migrate.engine.UnwrittenScriptCheck;
import dev.migrate.error.FirstContactException;
import dev.migrate.error.Log;
import dev.migrate.history.History;
import dev.migrate.history.RecordFormat;
import dev.migrate.lock.MigrationLock;
import dev.migrate.plan.Direction;
import dev.migrate.report.Actor;
import dev.migrate.report.BranchesReport;
import dev.migrate.report.CurrentReport;
import dev.migrate.report.HeadsReport;
import dev.migrate.report.HistoryReport;
import dev.migrate.report.LogReport;
import dev.migrate.report.MigrateListener;
import dev.migrate.report.MigrationReport;
import dev.migrate.report.RepairReport;
import dev.migrate.report.RevisionReport;
import dev.migrate.report.RevisionState;
import dev.migrate.report.StampReport;
import dev.migrate.report.StatusReport;
import dev.migrate.report.ValidationReport;
import dev.migrate.request.MigrationRequest;
import dev.migrate.request.RepairRequest;
import dev.migrate.request.StampRequest;
import dev.migrate.revision.Revision;
import dev.migrate.run.CancellationToken;
import dev.migrate.run.Session;
import dev.migrate.settings.MigrateSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Upgrades and downgrades one database along its revision graph. Safe for use by several threads and processes: the
 * migration lock serializes changes. Read operations never write. The scripts are read once, on first use.
 */
public final class MigrationEngine {

    private static final Log LOGGER = Log.of(MigrationEngine.class);

    private final SessionTemplate sessionTemplate;
    private final StateReader stateReader;
    private final MigrateSettings settings;
    private final Clock clock;
    private final MigrateListener listener;
    private final CancellationToken cancellation = new CancellationToken();
    private final InFlightOperations inFlight = new InFlightOperations();

    private MigrationEngine(DataSource dataSource, Builder builder) {
        this.sessionTemplate = new SessionTemplate(dataSource, builder.settings, builder.clock, builder.listener);
        this.stateReader = new StateReader(builder.settings, builder.classLoader, builder.migrations);
        this.settings = builder.settings;
        this.clock = builder.clock;
        this.listener = builder.listener;
    }

    /**
     * Returns a builder of an engine with the default settings.
     *
     * @param dataSource the data source of the database; its user must be able to change the schema
     */
    public static Builder builder(DataSource dataSource) {
        return new Builder(dataSource);
    }

    /** Returns the settings of this engine. */
    public MigrateSettings settings() {
        return this.settings;
    }

    /** Returns the data source of the database. */
    public DataSource dataSource() {
        return this.sessionTemplate.dataSource();
    }

    /**
     * Upgrades the database. Costs one query if there is nothing to do.
     *
     * @throws dev.migrate.error.MigrateException if the upgrade is refused, fails, or is stopped
     */
    public MigrationReport upgrade(MigrationRequest request) {
        return migrate(Direction.UPGRADE, request);
    }

    /**
     * Downgrades the database. An irreversible revision is rejected before anything runs.
     *
     * @throws dev.migrate.error.MigrateException if the downgrade is refused, fails, or is stopped
     */
    public MigrationReport downgrade(MigrationRequest request) {
        return migrate(Direction.DOWNGRADE, request);
    }

    /**
     * Stops the engine permanently. A running upgrade or downgrade ends after its current statement, in a state from
     * which the next start resumes, and throws {@code StoppedException}; so does a command that waits for the migration
     * lock. Read operations still work.
     *
     * @param timeout the maximum time to wait for the current statement; zero not to wait
     * @return whether no upgrade, downgrade, or repair is running
     */
    public boolean stop(Duration timeout) {
        this.cancellation.cancel();
        return this.inFlight.awaitCompletion(timeout);
    }

    /**
     * Sets the current revisions without running a script.
     *
     * @throws dev.migrate.error.MigrateException if the stamp is refused or cannot be recorded
     */
    public StampReport stamp(StampRequest request) {
        return this.sessionTemplate.inSession((session) -> {
            Actor actor = Actor.ofThisProcess();
            DatabaseState before = this.stateReader.readToChange(session);
            before.contact().checkStamp(request.purge());
            currentAfter(before, request);
            session.resolveSchema();
            try (MigrationLock.Held lock = this.sessionTemplate
                    .lock(session, actor, request.safeguards(), this::keepWaiting)
                    .orElseThrow()) {
                session.prepare(SessionTemplate.limits(this.settings));
                DatabaseState now = this.stateReader.readLocked(session);
                now.contact().checkStamp(request.purge());
                List<String> current = currentAfter(now, request);
                this.sessionTemplate.completeTables(session, actor, now.storedState());
                return new Stamp(this.sessionTemplate, session, lock, actor, this.listener)
                        .record(now, request, current, "");
            }
        });
    }

    /**
     * Settles an interrupted or edited revision, from the catalog or by the verdict of the request. If neither
     * suffices, the report describes the verdict that is required.
     *
     * @throws dev.migrate.error.MigrateException if the repair is refused or cannot be recorded
     */
    public RepairReport repair(RepairRequest request) {
        this.cancellation.throwIfCancelled();
        return this.inFlight.run(() -> this.sessionTemplate.inSession((session) -> {
            Actor actor = Actor.ofThisProcess();
            DatabaseState before = this.stateReader.readToChange(session);
            before.contact().checkStamp(false);
            RecordFormat.checkNotNewer(before.storedState());
            Revision revision = before.revisionToRepair(request.revision());
            session.resolveSchema();
            Repair.Outcome outcome;
            try (MigrationLock.Held lock =
                    this.sessionTemplate.lock(session, actor, this::keepWaiting).orElseThrow()) {
                DatabaseState now = this.stateReader.readLocked(session).including(revision);
                now.contact().checkStamp(false);
                RecordFormat.checkNotNewer(now.storedState());
                session.prepare(SessionTemplate.limits(this.settings));
                outcome = new Repair(session, lock, session.historyWriter(actor), now, request, revision).run();
                LOGGER.info("{}", outcome.message());
            }
            DatabaseState then = this.stateReader.read(session).including(revision);
            return new RepairReport(
                    new ReportFactory(then).reportWithTexts(revision.id(), session.history()::texts),
                    outcome.settled(),
                    outcome.message(),
                    then.currentIds());
        }));
    }

    /** Lets a wait for the migration lock continue, unless this engine is stopped. */
    private boolean keepWaiting() {
        this.cancellation.throwIfCancelled();
        return true;
    }

    /**
     * Creates missing tables of Migrate, and adds missing columns to them. Does not run a script.
     *
     * @throws dev.migrate.error.MigrateException if they cannot be created
     */
    public void ensureVersion() {
        this.sessionTemplate.inSession((session) -> {
            this.stateReader.readToChange(session);
            session.resolveSchema();
            if (isComplete(session.history())) {
                return false;
            }
            Actor actor = Actor.ofThisProcess();
            try (MigrationLock.Held lock =
                    this.sessionTemplate.lock(session, actor, this::keepWaiting).orElseThrow()) {
                session.prepare(SessionTemplate.limits(this.settings));
                DatabaseState now = this.stateReader.readLocked(session);
                now.contact().checkVisible(ContactDecision.Access.WRITE);
                if (!session.history().missingTables().isEmpty()) {
                    this.sessionTemplate.createTables(session, actor);
                }
                this.sessionTemplate.completeTables(session, actor, now.storedState());
                lock.confirm();
                return true;
            }
        });
    }

    /**
     * Writes the actions that {@link #upgrade} would perform now as a script for the database's command-line client.
     *
     * @param out receives the script
     * @throws dev.migrate.error.MigrateException if the upgrade is refused or cannot be written as a script
     * @throws java.io.UncheckedIOException if {@code out} cannot be written to
     */
    public void previewUpgrade(MigrationRequest request, Appendable out) {
        preview(Direction.UPGRADE, request, out);
    }

    /**
     * Writes the actions that {@link #downgrade} would perform now as a script, like {@link #previewUpgrade}.
     *
     * @param out receives the script
     * @throws dev.migrate.error.MigrateException if the downgrade is refused or cannot be written as a script
     * @throws java.io.UncheckedIOException if {@code out} cannot be written to
     */
    public void previewDowngrade(MigrationRequest request, Appendable out) {
        preview(Direction.DOWNGRADE, request, out);
    }

    /**
     * Returns a summary of the state, and the holder of the migration lock.
     *
     * @throws dev.migrate.error.MigrateException if the scripts are invalid or the record cannot be read
     */
    public StatusReport status() {
        return this.sessionTemplate.inSession((session) -> {
            DatabaseState now = this.stateReader.read(session);
            session.resolveSchema();
            return new StatusReport(
                    now.currentIds(),
                    now.headIds(),
                    now.pending(),
                    now.applied(),
                    now.upToDate(),
                    now.interruptedIds(),
                    session.lock(Actor.ofThisProcess()).holder().orElse(null),
                    now.notice().orElse(null));
        });
    }

    /**
     * Checks the scripts and their record in the database. Writes nothing. Invalid scripts and an invalid graph are
     * reported as findings.
     *
     * @param atHeads whether pending revisions are findings
     * @throws dev.migrate.error.MigrateException if the record cannot be read
     */
    public ValidationReport validate(boolean atHeads) {
        return this.sessionTemplate.inSession((session) -> this.stateReader.validate(session, atHeads));
    }

    /**
     * Returns the current revisions of the database and the heads of the scripts.
     *
     * @throws dev.migrate.error.MigrateException if the scripts are invalid or the record cannot be read
     */
    public CurrentReport current() {
        return this.sessionTemplate.inSession((session) -> new ReportFactory(this.stateReader.read(session)).current());
    }

    /**
     * Returns the revisions of a range, newest first.
     *
     * @param range the range, in the form {@code [symbol]:[symbol]}; null for all revisions
     * @throws dev.migrate.error.MigrateException if the scripts or the range are invalid, or if the record cannot
     *     be read
     */
    public HistoryReport history(@Nullable String range) {
        return this.sessionTemplate.inSession(
                (session) -> new ReportFactory(this.stateReader.read(session)).history(range));
    }

    /**
     * Returns the revisions that a symbol names, with the texts of their scripts; empty for {@code base}.
     *
     * @throws dev.migrate.error.MigrateException if the scripts or the symbol are invalid, or if the record cannot
     *     be read
     */
    public List<RevisionReport> show(String symbol) {
        return this.sessionTemplate.inSession((session) -> {
            DatabaseState now = this.stateReader.read(session);
            ReportFactory reportFactory = new ReportFactory(now);
            return now.resolve(symbol).stream()
                    .map((revision) -> reportFactory.reportWithTexts(revision.id(), session.history()::texts))
                    .toList();
        });
    }

    /**
     * Returns the heads of the scripts.
     *
     * @throws dev.migrate.error.MigrateException if the scripts are invalid or the record cannot be read
     */
    public HeadsReport heads() {
        return this.sessionTemplate.inSession((session) -> new ReportFactory(this.stateReader.read(session)).heads());
    }

    /**
     * Returns the branch points.
     *
     * @throws dev.migrate.error.MigrateException if the scripts are invalid or the record cannot be read
     */
    public BranchesReport branches() {
        return this.sessionTemplate.inSession(
                (session) -> new ReportFactory(this.stateReader.read(session)).branches());
    }

    /**
     * Returns the log of actions on the database, newest first.
     *
     * @param limit the maximum number of entries
     * @throws dev.migrate.error.MigrateException if the log cannot be read
     */
    public LogReport log(int limit) {
        return this.sessionTemplate.inSession((session) -> {
            LogReport log = session.history().log(limit);
            if (log.entries().isEmpty()) {
                session.read();
            }
            return log;
        });
    }

    /**
     * Checks that these scripts may change the database, as {@link #upgrade} does first. Writes nothing.
     *
     * @throws FirstContactException if the record belongs to another application, or if there is no record but
     *     other contents
     */
    public void checkFirstContact() {
        this.sessionTemplate.inSession((session) -> {
            DatabaseState now = this.stateReader.read(session);
            now.contact().checkUpgrade(ContactDecision.Access.READ);
            return now;
        });
    }

    /**
     * Checks that the first script may be generated from the differences between models and this database. Does not change
     * the database.
     *
     * @throws dev.migrate.error.FirstContactException if there is no script, and the database contains tables
     */
    public void checkFirstScript() {
        this.sessionTemplate.inSession((session) -> {
            DatabaseState now = this.stateReader.read(session);
            now.contact().checkFirstScript();
            return now;
        });
    }

    /** Returns an engine of the same database whose scripts are in other locations. */
    public MigrationEngine withLocations(String... locations) {
        return builder(dataSource())
                .settings(this.settings.withLocations(locations))
                .clock(this.clock)
                .listener(this.listener)
                .build();
    }

    private static boolean isComplete(History history) {
        return history.missingTables().isEmpty() && history.missingColumns().isEmpty();
    }

    private MigrationReport migrate(Direction direction, MigrationRequest request) {
        this.cancellation.throwIfCancelled();
        return this.inFlight.run(() -> this.sessionTemplate.inSession((session) -> {
            MigrationContext context = context(session, direction, request);
            return request.dryRun()
                    ? new MigrationDryRun(context).report()
                    : new MigrationRun(context, this.listener, this.cancellation).execute();
        }));
    }

    private void preview(Direction direction, MigrationRequest request, Appendable out) {
        this.sessionTemplate.inSession((session) -> {
            new MigrationClientScript(context(session, direction, request)).write(this.clock, out);
            return request;
        });
    }

    private MigrationContext context(Session session, Direction direction, MigrationRequest request) {
        return new MigrationContext(this.sessionTemplate, this.stateReader, this.settings, session, direction, request);
    }

    private static List<String> currentAfter(DatabaseState now, StampRequest request) {
        RecordFormat.checkNotNewer(now.storedState());
        List<String> current = new StatePlanner(now).stamp(request.targets(), request.purge());
        new SafeguardCheck(request.safeguards(), now).checkStamp(current);
        UnwrittenScriptCheck.check(now.scripts(now.closure(current).stream()
                .map(Revision::id)
                .filter((id) -> now.stateOf(id) == RevisionState.PENDING)));
        return current;
    }

    /** Builds an engine. Values that are not set keep their defaults. */
    public static final class Builder extends EntryPointBuilder<Builder> {

        private final DataSource dataSource;
        private MigrateListener listener = new MigrateListener() {};

        private Builder(DataSource dataSource) {
            this.dataSource = dataSource;
        }

        /** Sets the listener that receives the events of all runs. Default: none. */
        public Builder listener(MigrateListener value) {
            this.listener = value;
            return this;
        }

        /** Returns the engine. It connects to the database, and reads the scripts, when it is first used. */
        public MigrationEngine build() {
            return new MigrationEngine(this.dataSource, this);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
