package dev.migrate.run;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Statement;
import dev.migrate.dialect.Statements;
import dev.migrate.error.DatabaseException;
import dev.migrate.error.ImpossibleMoveException;
import dev.migrate.error.IrreversibleException;
import dev.migrate.error.MigrateException;
import dev.migrate.error.StatementFailedException;
import dev.migrate.history.Applied;
import dev.migrate.history.History;
import dev.migrate.history.JournalEntry;
import dev.migrate.history.LogLine;
import dev.migrate.history.Recorder;
import dev.migrate.lock.MigrationLock;
import dev.migrate.operation.ConnectionWork;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Plan;
import dev.migrate.plan.Step;
import dev.migrate.report.Identity;
import dev.migrate.report.MigrateListener;
import dev.migrate.report.MoveReport;
import dev.migrate.report.StepReport;
import dev.migrate.script.Script;
import dev.migrate.script.Section;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Walks a plan while the lock is held. Where DDL can be undone, statements and record share one commit. Elsewhere, and
 * where a script asks for it, each statement runs on its own and the journal says before it that it is about to.
 */
public final class Runner {

    private static final Logger LOGGER = LoggerFactory.getLogger(Runner.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Session session;
    private final Dialect dialect;
    private final History history;
    private final MigrationLock.Held lock;
    private final Recorder recorder;
    private final MigrateListener listener;
    private final RunSettings settings;
    private final Function<Step, Script> scripts;
    private final List<StepReport> done = new ArrayList<>();
    private final Set<String> heads = new TreeSet<>();
    private boolean sessionChanged;

    public Runner(
            Session session,
            MigrationLock.Held lock,
            Identity who,
            MigrateListener listener,
            RunSettings settings,
            Function<Step, Script> scripts) {
        this.session = session;
        this.dialect = session.dialect();
        this.history = session.history();
        this.lock = lock;
        this.recorder = session.recorder(who);
        this.listener = listener;
        this.settings = settings;
        this.scripts = scripts;
    }

    /** Runs every step of a plan; stops at the first that fails, with those before it kept. */
    public MoveReport run(Plan plan) {
        this.heads.addAll(plan.from());
        this.listener.runStarted(plan);
        if (this.settings.together() && this.dialect.transactionalDdl()) {
            runTogether(plan);
        } else {
            for (int number = 0; number < plan.steps().size(); number++) {
                runStep(plan.steps().get(number), number + 1, plan.steps().size());
            }
        }
        MoveReport report = new MoveReport(
                plan.direction().toString(), plan.target(), false, List.copyOf(this.done), List.copyOf(this.heads));
        this.listener.runDone(report);
        return report;
    }

    private void runStep(Step step, int number, int of) {
        this.lock.workingOn(step.revision().id());
        this.listener.stepStarted(step, number, of);
        Section section = section(step);
        long start = System.nanoTime();
        long statements;
        try {
            statements = inOneTransaction(this.dialect, section)
                    ? retrying(step, () -> transactionally(step, section, start))
                    : retrying(step, () -> journaled(step, section, start));
        } catch (RuntimeException failure) {
            throw failed(step, start, failure);
        }
        report(step, statements, millisSince(start), number, of);
        if (this.sessionChanged) {
            this.session.restore();
            this.sessionChanged = false;
        }
    }

    private void runTogether(Plan plan) {
        refuseApart(plan, this::section);
        long start = System.nanoTime();
        List<Long> counts = new ArrayList<>();
        List<Long> durations = new ArrayList<>();
        try {
            this.session.inTransaction(() -> {
                for (Step step : plan.steps()) {
                    this.listener.stepStarted(
                            step, counts.size() + 1, plan.steps().size());
                    long stepStart = System.nanoTime();
                    counts.add(statementsAndRecord(step, section(step), stepStart));
                    durations.add(millisSince(stepStart));
                }
                this.lock.confirm();
                return counts;
            });
        } catch (RuntimeException failure) {
            Step failing = plan.steps().get(Math.min(counts.size(), plan.steps().size() - 1));
            throw failed(failing, start, failure);
        }
        for (int at = 0; at < counts.size(); at++) {
            report(plan.steps().get(at), counts.get(at), durations.get(at), at + 1, counts.size());
        }
    }

    /** Refuses a plan of which a part cannot share the others' transaction. */
    static void refuseApart(Plan plan, Function<Step, Section> sections) {
        List<String> apart = plan.steps().stream()
                .filter((step) -> !sections.apply(step).transactional())
                .map((step) -> step.revision().id())
                .toList();
        if (!apart.isEmpty()) {
            throw new ImpossibleMoveException(
                    "not-in-transaction",
                    "With 'migrate.transaction=per-run' all revisions share one transaction, but %s must run outside one."
                            .formatted(apart),
                    "Upgrade up to and across them with 'migrate.transaction=per-revision'. Nothing was changed.",
                    apart);
        }
    }

    private long transactionally(Step step, Section section, long start) {
        return this.session.inTransaction(() -> {
            long statements = statementsAndRecord(step, section, start);
            this.lock.confirm();
            return statements;
        });
    }

    private long statementsAndRecord(Step step, Section section, long start) {
        long number = 0;
        try (Statements statements = section.statements()) {
            for (Optional<Statement> next = statements.next(); next.isPresent(); next = statements.next()) {
                number++;
                execute(step, next.get(), number, true);
            }
        }
        long duration = millisSince(start);
        if (step.direction() == Direction.UPGRADE) {
            this.recorder.applied(this.scripts.apply(step), step.change(), number, duration);
        } else {
            this.recorder.undone(step.revision(), step.change());
        }
        log(step, number, duration, null);
        return number;
    }

    private long journaled(Step step, Section section, long start) {
        String id = step.revision().id();
        Optional<JournalEntry> left = this.history.journal(id);
        left.ifPresent((entry) -> checkResumable(step, section, entry));
        long resumeAt = left.map(JournalEntry::statement).orElse(1L);
        Script script = this.scripts.apply(step);
        fenced(() -> this.recorder.begun(script, status(step)));
        StatementDigest digest = new StatementDigest();
        long number = 0;
        try (Statements statements = section.statements()) {
            for (Optional<Statement> next = statements.next(); next.isPresent(); next = statements.next()) {
                number++;
                if (number >= resumeAt) {
                    executeJournaled(step, next.get(), number, digest.soFar());
                }
                digest.add(next.get().sql());
            }
        }
        complete(step, number, millisSince(start));
        return number;
    }

    private void executeJournaled(Step step, Statement statement, long number, String before) {
        JournalEntry started = new JournalEntry(
                step.revision().id(),
                step.direction().toString(),
                number,
                JournalEntry.Status.STARTED,
                statement.location().line(),
                before,
                statement.sql(),
                null);
        fenced(() -> this.recorder.note(started));
        try {
            execute(step, statement, number, false);
        } catch (StatementFailedException failure) {
            noteFailure(step, started, failure);
            throw failure;
        }
    }

    /** What was refused without effect need not be remembered if it is the first; what may have left traces stays open. */
    private void noteFailure(Step step, JournalEntry started, StatementFailedException failure) {
        if (this.dialect.leavesTraces(started.text())) {
            return;
        }
        try {
            fenced(() -> {
                if (started.statement() == 1) {
                    this.recorder.abandoned(step.revision(), status(step));
                } else {
                    this.recorder.note(started.failed(String.valueOf(failure.getMessage())));
                }
            });
        } catch (RuntimeException second) {
            failure.addSuppressed(second);
        }
    }

    /** Writes what only the holder of the lock may write. */
    private void fenced(Runnable write) {
        if (!this.lock.canBeLost()) {
            write.run();
            return;
        }
        this.session.inTransaction(() -> {
            this.lock.confirm();
            write.run();
            return true;
        });
    }

    private static Applied.Status status(Step step) {
        return step.direction() == Direction.UPGRADE ? Applied.Status.UPGRADING : Applied.Status.DOWNGRADING;
    }

    private void complete(Step step, long statements, long duration) {
        this.session.inTransaction(() -> {
            if (step.direction() == Direction.UPGRADE) {
                this.recorder.completed(step.revision(), step.change(), statements, duration);
            } else {
                this.recorder.undone(step.revision(), step.change());
            }
            log(step, statements, duration, null);
            this.lock.confirm();
            return statements;
        });
    }

    private void checkResumable(Step step, Section section, JournalEntry left) {
        String script = this.scripts.apply(step).location();
        if (!left.direction().equals(step.direction().toString())) {
            throw Interrupted.elsewhere(left, script);
        }
        if (left.status() == JournalEntry.Status.STARTED) {
            throw Interrupted.unknown(left, script, this.dialect);
        }
        StatementDigest digest = new StatementDigest();
        long number = 1;
        try (Statements statements = section.statements()) {
            for (Optional<Statement> next = statements.next();
                    next.isPresent() && number < left.statement();
                    next = statements.next()) {
                digest.add(next.get().sql());
                number++;
            }
        }
        if (number < left.statement() || !digest.soFar().equals(left.before())) {
            throw Interrupted.edited(left, script);
        }
    }

    private void execute(Step step, Statement statement, long number, boolean transactional) {
        LOGGER.debug("{}: {}", statement.location(), statement.sql());
        this.sessionChanged |= this.dialect.changesSession(statement.sql());
        if (statement.code().isPresent()) {
            runCode(step, statement, statement.code().get(), number, transactional);
            return;
        }
        try {
            this.dialect.execute(this.session.connection(), statement, this.settings.timeoutSeconds());
        } catch (SQLException failure) {
            throw Failures.ofStatement(this.dialect, step, statement, number, transactional, applied(), failure);
        }
    }

    /** Runs code of a migration, which is done whole or not at all even where it has no transaction with the rest. */
    private void runCode(Step step, Statement statement, ConnectionWork code, long number, boolean transactional) {
        this.sessionChanged = true;
        Connection lent = LentConnection.lend(this.session.connection(), this.settings.timeoutSeconds());
        Runnable work = () -> {
            try {
                code.run(lent);
            } catch (SQLException | RuntimeException failure) {
                throw Failures.ofStatement(this.dialect, step, statement, number, transactional, applied(), failure);
            }
        };
        if (transactional) {
            work.run();
        } else {
            this.session.inTransaction(() -> {
                work.run();
                return true;
            });
        }
    }

    private long retrying(Step step, StepWork work) {
        long start = System.nanoTime();
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                return work.run();
            } catch (StatementFailedException | DatabaseException failure) {
                boolean timeout = failure.getCause() instanceof SQLException cause
                        && this.dialect.saysLockTimeout(cause)
                        && !this.history
                                .journal(step.revision().id())
                                .filter((left) -> left.status() == JournalEntry.Status.STARTED)
                                .isPresent();
                if (!timeout
                        || millisSince(start) + pause.toMillis()
                                > this.settings.lockRetry().toMillis()) {
                    throw failure;
                }
                LOGGER.warn(
                        "Revision '{}' waited too long for a lock; trying again. {}",
                        step.revision().id(),
                        failure.getMessage());
                sleep(pause, failure);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }
    }

    private static void sleep(Duration pause, MigrateException failure) {
        try {
            Thread.sleep(pause.toMillis() / 2 + ThreadLocalRandom.current().nextLong(pause.toMillis() / 2 + 1));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    /** Whether a section and its record share a transaction: all of it can be undone, or nothing of it ends one. */
    static boolean inOneTransaction(Dialect dialect, Section section) {
        if (!section.transactional() || dialect.transactionalDdl()) {
            return section.transactional();
        }
        try (Statements statements = section.statements()) {
            for (Optional<Statement> next = statements.next(); next.isPresent(); next = statements.next()) {
                if (next.get().code().isPresent()
                        || dialect.mayCommit(next.get().sql())) {
                    return false;
                }
            }
        }
        return true;
    }

    private Section section(Step step) {
        return section(step, this.scripts);
    }

    static Section section(Step step, Function<Step, Script> scripts) {
        Script script = scripts.apply(step);
        if (step.direction() == Direction.UPGRADE) {
            return script.upgrade();
        }
        return script.downgrade()
                .orElseThrow(
                        () -> new IrreversibleException(List.of(step.revision().id())));
    }

    private void report(Step step, long statements, long duration, int number, int of) {
        this.heads.removeAll(step.change().remove());
        this.heads.addAll(step.change().add());
        StepReport report = new StepReport(
                step.revision().id(), step.revision().message(), statements, duration, List.copyOf(this.heads));
        this.done.add(report);
        LOGGER.info(
                "{} '{}' ({}): {} statement(s) in {} ms, step {} of {}.",
                step.direction() == Direction.UPGRADE ? "Applied" : "Undid",
                step.revision().id(),
                step.revision().message(),
                statements,
                duration,
                number,
                of);
        this.listener.stepDone(step, report);
    }

    private RuntimeException failed(Step step, long start, RuntimeException failure) {
        RuntimeException told = failure instanceof DataAccessException refused
                ? Failures.ofEngine(
                        this.dialect, "record revision '" + step.revision().id() + "'", refused)
                : failure;
        try {
            log(step, 0, millisSince(start), String.valueOf(told.getMessage()));
        } catch (DataAccessException second) {
            told.addSuppressed(second);
        }
        this.listener.stepFailed(step, told);
        return told;
    }

    private void log(Step step, long statements, long duration, @Nullable String error) {
        this.recorder.log(new LogLine(
                step.direction().toString(),
                step.revision().id(),
                step.revision().message(),
                this.settings.principal(),
                this.settings.tag(),
                statements,
                duration,
                error));
    }

    private List<String> applied() {
        return this.done.stream().map(StepReport::revision).toList();
    }

    private static long millisSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    /** One try of a step; answers the number of statements. */
    private interface StepWork {
        long run();
    }
}
