package dev.migrate;

import dev.migrate.autogenerate.Autogenerate;
import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.autogenerate.ModelSource;
import dev.migrate.autogenerate.TableFilter;
import dev.migrate.dialect.Statement;
import dev.migrate.dialect.Statements;
import dev.migrate.dialect.Tables;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ImpossibleMoveException;
import dev.migrate.error.Location;
import dev.migrate.history.LogLine;
import dev.migrate.history.Recorder;
import dev.migrate.history.State;
import dev.migrate.history.StoredTexts;
import dev.migrate.lock.MigrationLock;
import dev.migrate.operation.Migration;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Plan;
import dev.migrate.plan.Step;
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
import dev.migrate.report.StepReport;
import dev.migrate.revision.Revision;
import dev.migrate.revision.Symbol;
import dev.migrate.run.Failures;
import dev.migrate.run.RunSettings;
import dev.migrate.run.Runner;
import dev.migrate.run.Session;
import dev.migrate.run.Stop;
import dev.migrate.script.Script;
import dev.migrate.script.Section;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Moves one database along its revision graph. Safe for use by several threads and several processes: whoever moves
 * the database holds its lock. Reads never write. The scripts are read once, when the engine is first asked.
 */
public final class MigrationEngine {

    private static final Logger LOGGER = LoggerFactory.getLogger(MigrationEngine.class);

    private final DataSource dataSource;
    private final MigrateSettings settings;
    private final ClassLoader classLoader;
    private final Clock clock;
    private final MigrateListener listener;
    private final Stop stop = new Stop();
    private final UnderWay moves = new UnderWay();
    private final Iterable<? extends Migration> migrations;
    private volatile @Nullable Shipped shipped;

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
        this.dataSource = dataSource;
        this.settings = settings;
        this.classLoader = classLoader;
        this.clock = clock;
        this.listener = listener;
        this.migrations = migrations;
    }

    /** What it was told. */
    public MigrateSettings settings() {
        return this.settings;
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
        return inSession((session) -> {
            Identity who = Identity.ofThisProcess();
            rowsAfter(situation(session), request);
            session.settle();
            try (MigrationLock.Held lock = lock(session, who, this::goesOn).orElseThrow()) {
                Situation now = new Situation(shipped(session), stateWithTables(session, who), false);
                List<String> rows = rowsAfter(now, request);
                session.inTransaction(() -> {
                    Recorder recorder = session.recorder(who);
                    recorder.stamp(now.state(), now.closure(rows), rows, now::script);
                    recorder.log(logLine(request, rows));
                    lock.confirm();
                    return rows;
                });
                LOGGER.info("Stamped {}.", rows.isEmpty() ? "base" : String.join(", ", rows));
                StampReport report = new StampReport(request.targets(), request.purge(), rows);
                this.listener.stamped(report);
                return report;
            }
        });
    }

    /**
     * Settles an interrupted or edited revision: by what the database proves, or by what a person says of it. Says what
     * is left to be said if that is not enough.
     */
    public RepairReport repair(RepairRequest request) {
        this.stop.check();
        return this.moves.during(() -> inSession((session) -> {
            Identity who = Identity.ofThisProcess();
            Revision revision = situation(session).one(request.revision());
            session.settle();
            Repair.Outcome outcome;
            try (MigrationLock.Held lock = lock(session, who, this::goesOn).orElseThrow()) {
                Situation now = new Situation(shipped(session), session.read(), false);
                session.prepare(this.settings.lockTimeout());
                outcome = new Repair(session, lock, session.recorder(who), now, request, revision).run();
                LOGGER.info("{}", outcome.words());
            }
            Situation then = situation(session);
            return new RepairReport(
                    withTexts(session, then, new Reports(then), revision.id()),
                    outcome.settled(),
                    outcome.words(),
                    then.currentIds());
        }));
    }

    private boolean goesOn() {
        this.stop.check();
        return true;
    }

    /** Makes the engine's own tables where they are not there, and nothing else. */
    public void ensureVersion() {
        inSession((session) -> {
            if (session.read().tables()) {
                return false;
            }
            Identity who = Identity.ofThisProcess();
            session.settle();
            try (MigrationLock.Held lock = lock(session, who, this::goesOn).orElseThrow()) {
                stateWithTables(session, who);
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
        return inSession((session) -> {
            Situation now = situation(session);
            session.settle();
            return new StatusReport(
                    now.currentIds(),
                    now.headIds(),
                    now.pending(),
                    now.applied(),
                    now.upToDate(),
                    now.interruptedIds(),
                    session.lock(Identity.ofThisProcess()).holder().orElse(null));
        });
    }

    /** The database's current revisions and the heads. */
    public CurrentReport current() {
        return inSession((session) -> new Reports(situation(session)).current());
    }

    /** The revisions of a range ({@code [symbol]:[symbol]}), or all of them, newest first. */
    public HistoryReport history(@Nullable String range) {
        return inSession((session) -> new Reports(situation(session)).history(range));
    }

    /** The revisions that a symbol names, with the texts of their scripts; none for {@code base}. */
    public List<RevisionReport> show(String symbol) {
        return inSession((session) -> {
            Situation now = situation(session);
            Reports reports = new Reports(now);
            List<RevisionReport> found = new ArrayList<>();
            for (Revision revision : now.resolve(symbol)) {
                found.add(withTexts(session, now, reports, revision.id()));
            }
            return List.copyOf(found);
        });
    }

    /** The heads. */
    public HeadsReport heads() {
        return inSession((session) -> new Reports(situation(session)).heads());
    }

    /** The branch points. */
    public BranchesReport branches() {
        return inSession((session) -> new Reports(situation(session)).branches());
    }

    /** What was done to the database, newest first, at most {@code limit} entries. */
    public LogReport log(int limit) {
        return inSession((session) -> session.history().log(limit));
    }

    /**
     * What compares the database with models, and drafts a script from one to the other; refused where the database is
     * not at the heads. Nothing of the database changes, and no script is written: that is {@link ScriptAuthor}'s.
     */
    public Autogenerate autogenerate(ModelSource models) {
        CurrentReport current = current();
        if (!current.upToDate()) {
            throw new AutogenerateException(
                    "not-at-head",
                    "The database is not at the heads (%s), so that what is missing in it may stand in a script already."
                            .formatted(String.join(
                                    ", ",
                                    current.heads().stream()
                                            .map(RevisionReport::id)
                                            .toList())),
                    "Upgrade it first, and ask again.",
                    null);
        }
        MigrateSettings.Autogenerate how = this.settings.autogenerate();
        Tables own = new Tables(null, this.settings.tablePrefix());
        TableFilter wanted = new TableFilter(
                how.include(), how.exclude(), Set.of(own.revision(), own.log(), own.journal(), own.lock()));
        return new Autogenerate(
                this.dataSource, models, new AutogenerateSettings(how.scratchUrl(), wanted, how.ignoreNames()));
    }

    private MoveReport move(Direction direction, MoveRequest request) {
        this.stop.check();
        return this.moves.during(() -> moveInSession(direction, request));
    }

    private MoveReport moveInSession(Direction direction, MoveRequest request) {
        return inSession((session) -> {
            Situation now = situation(session);
            tellOddities(now, direction);
            if (request.dryRun()) {
                return preview(session, now, plans(now, direction, request.target()));
            }
            Plan plan = now.plan(direction, request.target());
            if (!isNeeded(now, plan)) {
                return nothingToDo(plan);
            }
            session.settle();
            Identity who = Identity.ofThisProcess();
            Optional<MigrationLock.Held> held = lock(session, who, () -> {
                this.stop.check();
                Situation then = situation(session);
                return isNeeded(then, planFrom(then, plan, request.target()));
            });
            if (held.isEmpty()) {
                return nothingToDo(planFrom(situation(session), plan, request.target()));
            }
            try (MigrationLock.Held lock = held.get()) {
                return moveLocked(session, lock, who, plan, request);
            }
        });
    }

    private Optional<MigrationLock.Held> lock(Session session, Identity who, BooleanSupplier stillNeeded) {
        long start = System.nanoTime();
        Optional<MigrationLock.Held> held = Optional.empty();
        try {
            held = session.lock(who).acquire(this.settings.lockWait(), stillNeeded);
            return held;
        } finally {
            this.listener.lockAwaited(Duration.ofNanos(System.nanoTime() - start), held.isPresent());
        }
    }

    /**
     * The plan for a target, now that somebody else may have moved the database. Where the target is counted from where
     * the database is, it means what it meant when it was asked for: going there twice is going there once.
     */
    private static Plan planFrom(Situation now, Plan asked, String target) {
        if (!Symbol.parse(target).countsFromCurrent() || now.currentIds().equals(sorted(asked.from()))) {
            return now.plan(asked.direction(), target);
        }
        if (now.currentIds().equals(sorted(asked.to()))) {
            return new Plan(asked.direction(), target, asked.to(), List.of(), asked.to());
        }
        throw new ImpossibleMoveException(
                "moved-meanwhile",
                "'%s' was counted from %s, and another process has moved the database to %s meanwhile."
                        .formatted(target, asked.from(), now.currentIds()),
                "Look where it is now, and ask again. Nothing was changed by this request.",
                now.currentIds());
    }

    private static List<String> sorted(List<String> ids) {
        return ids.stream().sorted().toList();
    }

    private boolean isNeeded(Situation now, Plan plan) {
        return !plan.steps().isEmpty() || now.isInterrupted() || comesDownFirst(now, plan.direction());
    }

    private boolean comesDownFirst(Situation now, Direction direction) {
        return direction == Direction.UPGRADE
                && this.settings.ahead() == MigrateSettings.Ahead.DOWNGRADE
                && !now.missing().isEmpty();
    }

    private MoveReport moveLocked(
            Session session, MigrationLock.Held lock, Identity who, Plan asked, MoveRequest request) {
        Situation now = new Situation(shipped(session), stateWithTables(session, who), false);
        refuseAhead(now, asked.direction());
        session.prepare(this.settings.lockTimeout());
        if (!comesDownFirst(now, asked.direction())) {
            return run(session, lock, who, now, planFrom(now, asked, request.target()), request);
        }
        MoveReport down = run(session, lock, who, now, now.planWithoutMissing(), request);
        Situation then = situation(session);
        MoveReport up = run(session, lock, who, then, then.plan(asked.direction(), request.target()), request);
        List<StepReport> steps = new ArrayList<>(down.steps());
        steps.addAll(up.steps());
        return new MoveReport(up.direction(), up.target(), false, steps, up.current());
    }

    private MoveReport run(
            Session session, MigrationLock.Held lock, Identity who, Situation now, Plan plan, MoveRequest request) {
        now.refuseAround(plan, session.history()::journal);
        if (plan.steps().isEmpty()) {
            return nothingToDo(plan);
        }
        RunSettings how = new RunSettings(
                this.settings.transaction() == MigrateSettings.TransactionMode.PER_RUN,
                this.settings.statementTimeout(),
                this.settings.lockRetry(),
                request.principal(),
                request.tag());
        Map<String, Script> scripts = new HashMap<>();
        Function<Step, Script> script =
                (step) -> scripts.computeIfAbsent(step.revision().id(), (id) -> scriptOf(session, now, step));
        return new Runner(session, lock, who, this.listener, how, this.stop, script).run(plan);
    }

    private static MoveReport nothingToDo(Plan plan) {
        return new MoveReport(plan.direction().toString(), plan.target(), false, List.of(), plan.to());
    }

    /** What a move is made of: the way down from what nobody ships comes first where that is asked for. */
    private List<Plan> plans(Situation now, Direction direction, String target) {
        if (!comesDownFirst(now, direction)) {
            return List.of(now.plan(direction, target));
        }
        Plan down = now.planWithoutMissing();
        return List.of(down, now.after(down).plan(direction, target));
    }

    private MoveReport preview(Session session, Situation now, List<Plan> plans) {
        now.refuseAround(plans.get(0), session.history()::journal);
        Plan last = plans.get(plans.size() - 1);
        TreeSet<String> heads = new TreeSet<>(now.currentIds());
        List<StepReport> steps = new ArrayList<>();
        for (Plan plan : plans) {
            for (Step step : plan.steps()) {
                heads.removeAll(step.change().remove());
                heads.addAll(step.change().add());
                steps.add(new StepReport(
                        step.revision().id(),
                        step.revision().message(),
                        count(sectionOf(session, now, step)),
                        0,
                        List.copyOf(heads)));
            }
        }
        return new MoveReport(last.direction().toString(), last.target(), true, steps, now.currentIds());
    }

    private void preview(Direction direction, MoveRequest request, Appendable out) {
        inSession((session) -> {
            Situation now = situation(session);
            tellOddities(now, direction);
            now.refuseInterrupted();
            List<Plan> plans = plans(now, direction, request.target());
            new Offline(this.settings, session.dialect(), this.clock)
                    .move(plans, now.graph(), (step) -> scriptOf(session, now, step), request, out);
            return plans;
        });
    }

    private Section sectionOf(Session session, Situation now, Step step) {
        Script script = scriptOf(session, now, step);
        return step.direction() == Direction.UPGRADE
                ? script.upgrade()
                : script.downgrade().orElseThrow();
    }

    private static long count(Section section) {
        long count = 0;
        try (Statements statements = section.statements()) {
            for (Optional<Statement> next = statements.next(); next.isPresent(); next = statements.next()) {
                count++;
            }
        }
        return count;
    }

    /**
     * The script that ships with the application, or what the database keeps: of one that does not ship any more, and
     * for the way back of one that was edited since.
     */
    private static Script scriptOf(Session session, Situation now, Step step) {
        String id = step.revision().id();
        boolean recorded = step.direction() == Direction.DOWNGRADE && now.goesBackAsRecorded(id);
        if (recorded) {
            LOGGER.warn(
                    "The script of revision '{}' was edited after it was applied, so it is undone by the downgrade that was"
                            + " recorded then. To undo it by the script as it is now, 'repair {} --accept' first.",
                    id,
                    id);
        }
        return now.script(id).filter((script) -> !recorded).orElseGet(() -> stored(session, step));
    }

    private static Script stored(Session session, Step step) {
        String id = step.revision().id();
        StoredTexts texts = session.history().texts(id).orElseThrow();
        Location where = new Location("database:" + id, 1);
        return new Script(
                step.revision(),
                where.resource(),
                "",
                new StoredSection(
                        where,
                        Optional.ofNullable(texts.upgrade()).orElse(""),
                        true,
                        session.dialect().lexer()),
                Optional.ofNullable(texts.downgrade())
                        .map((text) -> new StoredSection(
                                where,
                                text,
                                texts.downgradeTransactional(),
                                session.dialect().lexer())));
    }

    private static RevisionReport withTexts(Session session, Situation now, Reports reports, String id) {
        Optional<Script> script = now.script(id);
        if (script.isPresent() && now.stateOf(id) != RevisionState.EDITED) {
            return reports.report(
                    id,
                    script.get().upgrade().text(),
                    script.get().downgrade().map(Section::text).orElse(null),
                    null);
        }
        Optional<StoredTexts> texts = session.history().texts(id);
        if (script.isEmpty()) {
            return reports.report(
                    id,
                    texts.map(StoredTexts::upgrade).orElse(null),
                    texts.map(StoredTexts::downgrade).orElse(null),
                    null);
        }
        return reports.report(
                id,
                script.get().upgrade().text(),
                script.get().downgrade().map(Section::text).orElse(null),
                Edits.of(now.row(id).orElseThrow(), texts.orElseThrow(), script.get()));
    }

    private void refuseAhead(Situation now, Direction direction) {
        if (!now.missing().isEmpty()
                && direction == Direction.UPGRADE
                && this.settings.ahead() == MigrateSettings.Ahead.FAIL) {
            now.refuseAhead();
        }
    }

    private void tellOddities(Situation now, Direction direction) {
        refuseAhead(now, direction);
        if (!now.missing().isEmpty() && direction == Direction.UPGRADE) {
            LOGGER.warn(
                    "The database has revisions that are not among the scripts: {}. A newer release has applied them, or"
                            + " their scripts were removed; 'migrate.ahead' says what is done then, and now it is '{}'.",
                    now.missing().stream()
                            .map((revision) -> "'%s' (%s)".formatted(revision.id(), revision.message()))
                            .collect(Collectors.joining(", ")),
                    this.settings.ahead().name().toLowerCase(Locale.ROOT));
        }
        List<String> edited = now.edited();
        if (!edited.isEmpty()) {
            LOGGER.warn(
                    "Scripts were edited after they were applied, and the database stays as it is: {}. Write a new"
                            + " revision for what is to change.",
                    edited.stream()
                            .map((id) -> now.script(id).map(Script::location).orElse(id))
                            .collect(Collectors.joining(", ")));
        }
    }

    private static List<String> rowsAfter(Situation now, StampRequest request) {
        return now.planner().stamp(now.currentIds(), request.targets(), request.purge());
    }

    private static LogLine logLine(StampRequest request, List<String> rows) {
        return new LogLine("stamp", String.join(",", rows), "", request.principal(), request.tag(), 0, 0, null);
    }

    private static State stateWithTables(Session session, Identity who) {
        State state = session.read();
        if (!state.tables()) {
            try {
                session.recorder(who).createTables();
            } catch (DataAccessException failure) {
                throw Failures.ofEngine(session.dialect(), "create the engine's own tables", failure);
            }
        }
        return state;
    }

    private Situation situation(Session session) {
        State state = session.read();
        boolean busy = false;
        if (state.interrupted().isPresent()) {
            session.settle();
            busy = session.lock(Identity.ofThisProcess()).holder().isPresent();
        }
        return new Situation(shipped(session), state, busy);
    }

    private Shipped shipped(Session session) {
        Shipped known = this.shipped;
        if (known == null) {
            known = Shipped.load(this.settings, this.classLoader, this.migrations, session.dialect());
            this.shipped = known;
        }
        return known;
    }

    private <T> T inSession(Function<Session, T> work) {
        try (Session session =
                Session.open(this.dataSource, this.settings.schema(), this.settings.tablePrefix(), this.clock)) {
            try {
                return work.apply(session);
            } catch (DataAccessException failure) {
                throw Failures.ofEngine(session.dialect(), "make, read or write the engine's own tables", failure);
            }
        }
    }
}
