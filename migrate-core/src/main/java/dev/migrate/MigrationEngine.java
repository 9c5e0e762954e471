package dev.migrate;

import dev.migrate.error.FirstContactException;
import dev.migrate.error.Log;
import dev.migrate.history.History;
import dev.migrate.history.RecordFormat;
import dev.migrate.lock.MigrationLock;
import dev.migrate.operation.Migration;
import dev.migrate.plan.Direction;
import dev.migrate.report.BranchesReport;
import dev.migrate.report.CurrentReport;
import dev.migrate.report.HeadsReport;
import dev.migrate.report.HistoryReport;
import dev.migrate.report.Identity;
import dev.migrate.report.LogReport;
import dev.migrate.report.MigrateListener;
import dev.migrate.report.MoveReport;
import dev.migrate.report.RepairReport;
import dev.migrate.report.RevisionReport;
import dev.migrate.report.RevisionState;
import dev.migrate.report.StampReport;
import dev.migrate.report.StatusReport;
import dev.migrate.report.ValidationReport;
import dev.migrate.revision.Revision;
import dev.migrate.run.Session;
import dev.migrate.run.Stop;
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

    private final Access access;
    private final MigrateSettings settings;
    private final Clock clock;
    private final MigrateListener listener;
    private final Stop stop = new Stop();
    private final UnderWay moves = new UnderWay();

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
        this.access = new Access(dataSource, settings, classLoader, clock, listener, migrations);
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
        return this.access.dataSource();
    }

    /** Moves the database up. Where there is nothing to do, that costs one query. */
    public MoveReport upgrade(MoveRequest request) {
        return move(Direction.UPGRADE, request);
    }

    /** Moves the database down; refuses before anything runs what cannot be undone. */
    public MoveReport downgrade(MoveRequest request) {
        return move(Direction.DOWNGRADE, request);
    }

    /**
     * Stops the engine for good: what it is running ends after the statement in hand, in a state from which the next
     * start goes on, and fails with {@code StoppedException}; whoever waits stops waiting. It still answers questions.
     *
     * @param patience how long to wait for the statement in hand; zero not to wait at all
     * @return whether nothing is running any more
     */
    public boolean stop(Duration patience) {
        this.stop.ask();
        return this.moves.awaitNone(patience);
    }

    /** Sets the current revisions without running a script. */
    public StampReport stamp(StampRequest request) {
        return this.access.inSession((session) -> {
            Identity who = Identity.ofThisProcess();
            Situation before = this.access.situationToChange(session);
            before.contact().checkStamp(request.purge());
            rowsAfter(before, request);
            session.settle();
            try (MigrationLock.Held lock = this.access
                    .lock(session, who, request.safeguards(), this::goesOn)
                    .orElseThrow()) {
                session.prepare(this.settings.limits());
                Situation now = this.access.lockedSituation(session);
                now.contact().checkStamp(request.purge());
                List<String> rows = rowsAfter(now, request);
                this.access.completeTables(session, who, now.state());
                return new Stamp(session, lock, who, this.listener).record(now, request, rows, "");
            }
        });
    }

    /**
     * Settles an interrupted or edited revision: by what the database proves, or by what a person says of it. Says what
     * is left to be said if that is not enough.
     */
    public RepairReport repair(RepairRequest request) {
        this.stop.check();
        return this.moves.during(() -> this.access.inSession((session) -> {
            Identity who = Identity.ofThisProcess();
            Situation before = this.access.situationToChange(session);
            before.contact().checkStamp(false);
            RecordFormat.refuseNewer(before.state());
            Revision revision = before.repaired(request.revision());
            session.settle();
            Repair.Outcome outcome;
            try (MigrationLock.Held lock =
                    this.access.lock(session, who, this::goesOn).orElseThrow()) {
                Situation now = this.access.lockedSituation(session).including(revision);
                now.contact().checkStamp(false);
                RecordFormat.refuseNewer(now.state());
                session.prepare(this.settings.limits());
                outcome = new Repair(session, lock, session.recorder(who), now, request, revision).run();
                LOGGER.info("{}", outcome.words());
            }
            Situation then = this.access.situation(session).including(revision);
            return new RepairReport(
                    new Texts(session, then).report(revision.id()),
                    outcome.settled(),
                    outcome.words(),
                    then.currentIds());
        }));
    }

    private boolean goesOn() {
        this.stop.check();
        return true;
    }

    /** Creates the engine's own tables where they are missing, and adds columns that are missing; nothing else. */
    public void ensureVersion() {
        this.access.inSession((session) -> {
            this.access.situationToChange(session);
            session.settle();
            if (isComplete(session.history())) {
                return false;
            }
            Identity who = Identity.ofThisProcess();
            try (MigrationLock.Held lock =
                    this.access.lock(session, who, this::goesOn).orElseThrow()) {
                session.prepare(this.settings.limits());
                Situation now = this.access.lockedSituation(session);
                now.contact().checkChange();
                if (!session.history().missingTables().isEmpty()) {
                    this.access.createTables(session, who);
                }
                this.access.completeTables(session, who, now.state());
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
    public void previewUpgrade(MoveRequest request, Appendable out) {
        preview(Direction.UPGRADE, request, out);
    }

    /** Writes what {@link #downgrade} would do now, as {@link #previewUpgrade} does. */
    public void previewDowngrade(MoveRequest request, Appendable out) {
        preview(Direction.DOWNGRADE, request, out);
    }

    /** The state in a line, and who holds the lock. */
    public StatusReport status() {
        return this.access.inSession((session) -> {
            Situation now = this.access.situation(session);
            session.settle();
            return new StatusReport(
                    now.currentIds(),
                    now.headIds(),
                    now.pending(),
                    now.applied(),
                    now.upToDate(),
                    now.interruptedIds(),
                    session.lock(Identity.ofThisProcess()).holder().orElse(null),
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
        return this.access.inSession((session) -> this.access.validate(session, atHeads));
    }

    /** The database's current revisions and the heads. */
    public CurrentReport current() {
        return this.access.inSession((session) -> new Reports(this.access.situation(session)).current());
    }

    /** The revisions of a range ({@code [symbol]:[symbol]}), or all of them, newest first. */
    public HistoryReport history(@Nullable String range) {
        return this.access.inSession((session) -> new Reports(this.access.situation(session)).history(range));
    }

    /** The revisions that a symbol names, with the texts of their scripts; none for {@code base}. */
    public List<RevisionReport> show(String symbol) {
        return this.access.inSession((session) -> {
            Situation now = this.access.situation(session);
            Texts texts = new Texts(session, now);
            return now.resolve(symbol).stream()
                    .map((revision) -> texts.report(revision.id()))
                    .toList();
        });
    }

    /** The heads. */
    public HeadsReport heads() {
        return this.access.inSession((session) -> new Reports(this.access.situation(session)).heads());
    }

    /** The branch points. */
    public BranchesReport branches() {
        return this.access.inSession((session) -> new Reports(this.access.situation(session)).branches());
    }

    /** What was done to the database, newest first, at most {@code limit} entries. */
    public LogReport log(int limit) {
        return this.access.inSession((session) -> {
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
        this.access.inSession((session) -> {
            Situation now = this.access.situation(session);
            now.contact().checkUpgradable();
            return now;
        });
    }

    private static boolean isComplete(History history) {
        return history.missingTables().isEmpty() && history.missingColumns().isEmpty();
    }

    private MoveReport move(Direction direction, MoveRequest request) {
        this.stop.check();
        return this.moves.during(() -> this.access.inSession((session) -> {
            Move move = move(session, direction, request);
            return request.dryRun() ? move.told() : move.done(this.listener, this.stop);
        }));
    }

    private void preview(Direction direction, MoveRequest request, Appendable out) {
        this.access.inSession((session) -> {
            move(session, direction, request).written(this.clock, out);
            return request;
        });
    }

    private Move move(Session session, Direction direction, MoveRequest request) {
        return new Move(this.access, this.settings, session, direction, request);
    }

    private static List<String> rowsAfter(Situation now, StampRequest request) {
        RecordFormat.refuseNewer(now.state());
        List<String> rows = now.stamped(request.targets(), request.purge());
        new SafeguardCheck(request.safeguards(), now).stamp(rows);
        now.refuseUnwritten(
                now.closure(rows).stream().map(Revision::id).filter((id) -> now.stateOf(id) == RevisionState.PENDING));
        return rows;
    }
}
