package dev.migrate;

import dev.migrate.error.FirstContactException;
import dev.migrate.error.Log;
import dev.migrate.history.History;
import dev.migrate.history.RecordFormat;
import dev.migrate.lock.MigrationLock;
import dev.migrate.operation.Migration;
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
import dev.migrate.revision.Revision;
import dev.migrate.run.CancellationToken;
import dev.migrate.run.Session;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Moves one database along its revision graph. Safe for use by several threads and several processes: whoever moves
 * the database holds its lock. Reads never write. The scripts are read once, when the engine is first asked.
 */
public final class MigrationEngine {

    private static final Log LOGGER = Log.of(MigrationEngine.class);

    private final SessionTemplate sessionTemplate;
    private final MigrateSettings settings;
    private final Clock clock;
    private final MigrateListener listener;
    private final CancellationToken cancellation = new CancellationToken();
    private final InFlightOperations moves = new InFlightOperations();

    /**
     * Makes an engine; nothing is read yet.
     *
     * @param dataSource the database, as a user who may change its schema
     * @param classLoader for scripts on the classpath
     * @param clock for the record
     * @param listener watches every run
     */
    public MigrationEngine(
            DataSource dataSource,
            MigrateSettings settings,
            ClassLoader classLoader,
            Clock clock,
            MigrateListener listener) {
        this(dataSource, settings, classLoader, clock, listener, List.of());
    }

    /**
     * Makes an engine; nothing is read yet.
     *
     * @param dataSource the database, as a user who may change its schema
     * @param classLoader for scripts on the classpath
     * @param clock for the record
     * @param listener watches every run
     * @param migrations revisions in Java that somebody else makes, such as beans; asked for when the scripts are read
     */
    public MigrationEngine(
            DataSource dataSource,
            MigrateSettings settings,
            ClassLoader classLoader,
            Clock clock,
            MigrateListener listener,
            Iterable<? extends Migration> migrations) {
        this.sessionTemplate = new SessionTemplate(dataSource, settings, classLoader, clock, listener, migrations);
        this.settings = settings;
        this.clock = clock;
        this.listener = listener;
    }

    /** What it was told. */
    public MigrateSettings settings() {
        return this.settings;
    }

    /** Returns the data source of the database. */
    public DataSource dataSource() {
        return this.sessionTemplate.dataSource();
    }

    /** Moves the database up. Where there is nothing to do, that costs one query. */
    public MigrationReport upgrade(MigrationRequest request) {
        return migrate(Direction.UPGRADE, request);
    }

    /** Moves the database down; refuses before anything runs what cannot be undone. */
    public MigrationReport downgrade(MigrationRequest request) {
        return migrate(Direction.DOWNGRADE, request);
    }

    /**
     * Stops the engine for good: what it is running ends after the statement in hand, in a state from which the next
     * start goes on, and fails with {@code StoppedException}; whoever waits stops waiting. It still answers questions.
     *
     * @param patience how long to wait for the statement in hand; zero not to wait at all
     * @return whether nothing is running any more
     */
    public boolean stop(Duration patience) {
        this.cancellation.cancel();
        return this.moves.awaitCompletion(patience);
    }

    /** Sets the current revisions without running a script. */
    public StampReport stamp(StampRequest request) {
        return this.sessionTemplate.inSession((session) -> {
            Actor actor = Actor.ofThisProcess();
            DatabaseState before = this.sessionTemplate.situationToChange(session);
            before.contact().checkStamp(request.purge());
            rowsAfter(before, request);
            session.resolveSchema();
            try (MigrationLock.Held lock = this.sessionTemplate
                    .lock(session, actor, request.safeguards(), this::canResume)
                    .orElseThrow()) {
                session.prepare(this.settings.limits());
                DatabaseState now = this.sessionTemplate.lockedState(session);
                now.contact().checkStamp(request.purge());
                List<String> rows = rowsAfter(now, request);
                this.sessionTemplate.completeTables(session, actor, now.state());
                return new Stamp(session, lock, actor, this.listener).record(now, request, rows, "");
            }
        });
    }

    /**
     * Settles an interrupted or edited revision: by what the database proves, or by what a person says of it. Says what
     * is left to be said if that is not enough.
     */
    public RepairReport repair(RepairRequest request) {
        this.cancellation.throwIfCancelled();
        return this.moves.run(() -> this.sessionTemplate.inSession((session) -> {
            Actor actor = Actor.ofThisProcess();
            DatabaseState before = this.sessionTemplate.situationToChange(session);
            before.contact().checkStamp(false);
            RecordFormat.checkNotNewer(before.state());
            Revision revision = before.repaired(request.revision());
            session.resolveSchema();
            Repair.Outcome outcome;
            try (MigrationLock.Held lock =
                    this.sessionTemplate.lock(session, actor, this::canResume).orElseThrow()) {
                DatabaseState now = this.sessionTemplate.lockedState(session).including(revision);
                now.contact().checkStamp(false);
                RecordFormat.checkNotNewer(now.state());
                session.prepare(this.settings.limits());
                outcome = new Repair(session, lock, session.recorder(actor), now, request, revision).run();
                LOGGER.info("{}", outcome.words());
            }
            DatabaseState then = this.sessionTemplate.state(session).including(revision);
            return new RepairReport(
                    new ScriptResolver(session, then).report(revision.id()),
                    outcome.settled(),
                    outcome.words(),
                    then.currentIds());
        }));
    }

    private boolean canResume() {
        this.cancellation.throwIfCancelled();
        return true;
    }

    /** Creates the engine's own tables where they are missing, and adds columns that are missing; nothing else. */
    public void ensureVersion() {
        this.sessionTemplate.inSession((session) -> {
            this.sessionTemplate.situationToChange(session);
            session.resolveSchema();
            if (isComplete(session.history())) {
                return false;
            }
            Actor actor = Actor.ofThisProcess();
            try (MigrationLock.Held lock =
                    this.sessionTemplate.lock(session, actor, this::canResume).orElseThrow()) {
                session.prepare(this.settings.limits());
                DatabaseState now = this.sessionTemplate.lockedState(session);
                now.contact().checkChange();
                if (!session.history().missingTables().isEmpty()) {
                    this.sessionTemplate.createTables(session, actor);
                }
                this.sessionTemplate.completeTables(session, actor, now.state());
                lock.confirm();
                return true;
            }
        });
    }

    /**
     * Writes what {@link #upgrade} would do now, as a script for the database's own client.
     *
     * @param out where the script goes; a failure to write comes back as {@code UncheckedIOException}
     */
    public void previewUpgrade(MigrationRequest request, Appendable out) {
        preview(Direction.UPGRADE, request, out);
    }

    /** Writes what {@link #downgrade} would do now, as {@link #previewUpgrade} does. */
    public void previewDowngrade(MigrationRequest request, Appendable out) {
        preview(Direction.DOWNGRADE, request, out);
    }

    /** The state in a line, and who holds the lock. */
    public StatusReport status() {
        return this.sessionTemplate.inSession((session) -> {
            DatabaseState now = this.sessionTemplate.state(session);
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
     * Checks the scripts and what the database has of them. Writes nothing. Invalid scripts and an invalid graph are
     * findings too.
     *
     * @param atHeads whether revisions that are not applied are findings
     */
    public ValidationReport validate(boolean atHeads) {
        return this.sessionTemplate.inSession((session) -> this.sessionTemplate.validate(session, atHeads));
    }

    /** The database's current revisions and the heads. */
    public CurrentReport current() {
        return this.sessionTemplate.inSession(
                (session) -> new ReportFactory(this.sessionTemplate.state(session)).current());
    }

    /** The revisions of a range ({@code [symbol]:[symbol]}), or all of them, newest first. */
    public HistoryReport history(@Nullable String range) {
        return this.sessionTemplate.inSession(
                (session) -> new ReportFactory(this.sessionTemplate.state(session)).history(range));
    }

    /** The revisions that a symbol names, with the texts of their scripts; none for {@code base}. */
    public List<RevisionReport> show(String symbol) {
        return this.sessionTemplate.inSession((session) -> {
            DatabaseState now = this.sessionTemplate.state(session);
            ScriptResolver scriptResolver = new ScriptResolver(session, now);
            return now.resolve(symbol).stream()
                    .map((revision) -> scriptResolver.report(revision.id()))
                    .toList();
        });
    }

    /** The heads. */
    public HeadsReport heads() {
        return this.sessionTemplate.inSession(
                (session) -> new ReportFactory(this.sessionTemplate.state(session)).heads());
    }

    /** The branch points. */
    public BranchesReport branches() {
        return this.sessionTemplate.inSession(
                (session) -> new ReportFactory(this.sessionTemplate.state(session)).branches());
    }

    /** What was done to the database, newest first, at most {@code limit} entries. */
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
     * Checks, as {@link #upgrade} does first, that these scripts may change the database. Writes nothing.
     *
     * @throws FirstContactException if its record is another application's, or it has none and holds something else
     */
    public void checkFirstContact() {
        this.sessionTemplate.inSession((session) -> {
            DatabaseState now = this.sessionTemplate.state(session);
            now.contact().checkUpgradable();
            return now;
        });
    }

    private static boolean isComplete(History history) {
        return history.missingTables().isEmpty() && history.missingColumns().isEmpty();
    }

    private MigrationReport migrate(Direction direction, MigrationRequest request) {
        this.cancellation.throwIfCancelled();
        return this.moves.run(() -> this.sessionTemplate.inSession((session) -> {
            MigrationRun migrationRun = migrate(session, direction, request);
            return request.dryRun() ? migrationRun.dryRun() : migrationRun.execute(this.listener, this.cancellation);
        }));
    }

    private void preview(Direction direction, MigrationRequest request, Appendable out) {
        this.sessionTemplate.inSession((session) -> {
            migrate(session, direction, request).writeSql(this.clock, out);
            return request;
        });
    }

    private MigrationRun migrate(Session session, Direction direction, MigrationRequest request) {
        return new MigrationRun(this.sessionTemplate, this.settings, session, direction, request);
    }

    private static List<String> rowsAfter(DatabaseState now, StampRequest request) {
        RecordFormat.checkNotNewer(now.state());
        List<String> rows = now.stamped(request.targets(), request.purge());
        new SafeguardCheck(request.safeguards(), now).stamp(rows);
        now.checkWritten(
                now.closure(rows).stream().map(Revision::id).filter((id) -> now.stateOf(id) == RevisionState.PENDING));
        return rows;
    }
}
