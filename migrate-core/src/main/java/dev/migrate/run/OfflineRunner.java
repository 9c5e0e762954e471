package dev.migrate.run;

import dev.migrate.catalog.Effect;
import dev.migrate.dialect.ClientScript;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.RecordTables;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.history.AppliedRevision;
import dev.migrate.history.HistoryWriter;
import dev.migrate.history.JournalEntry;
import dev.migrate.history.LogEntry;
import dev.migrate.history.RecordFormat;
import dev.migrate.lock.MigrationLock;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Plan;
import dev.migrate.plan.Step;
import dev.migrate.report.Actor;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.script.Script;
import dev.migrate.script.Section;
import dev.migrate.session.ClientSession;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes the actions of {@link Runner} as a script for the command-line client of the database: the same transactions,
 * the same journal, and the same record. Like the engine, the script checks the state of the database before it begins.
 */
public final class OfflineRunner {

    private static final int EXCERPT = 100;

    private final Dialect dialect;
    private final RecordTables recordTables;
    private final RunSettings settings;
    private final Function<Step, Script> scripts;
    private final ClientScript client;
    private final HistoryWriter historyWriter;
    private final ClientSession session;
    private final Set<String> heads = new TreeSet<>();

    /**
     * Creates a runner.
     *
     * @param actor the actor to record
     * @param out receives the script
     */
    public OfflineRunner(
            Dialect dialect,
            RecordTables recordTables,
            Actor actor,
            RunSettings settings,
            Function<Step, Script> scripts,
            Appendable out) {
        this.dialect = dialect;
        this.recordTables = recordTables;
        this.settings = settings;
        this.scripts = scripts;
        this.client = new ClientScript(dialect, out);
        this.session = dialect.clientSession(settings.limits());
        this.historyWriter = HistoryWriter.intoScript(
                (sql, values) -> {
                    this.client.update(sql, values);
                    return 1;
                },
                dialect,
                recordTables,
                actor);
    }

    /**
     * Checks a plan before anything is written.
     *
     * @throws ImpossibleMigrationException if a step runs Java code, if a statement changes the database of the
     *     client, or if a step cannot share the transaction of the run
     */
    public void check(Plan plan) {
        checkNoCode(plan);
        checkSchema(plan);
        if (together()) {
            Transactions.checkNoneSeparate(plan, this.scripts);
        }
    }

    private void checkNoCode(Plan plan) {
        List<Script> classes = plan.steps().stream()
                .filter((step) ->
                        Transactions.section(step, this.scripts.apply(step)).runsCode())
                .map(this.scripts)
                .toList();
        if (!classes.isEmpty()) {
            throw new ImpossibleMigrationException(
                    ErrorCode.RUNS_CODE,
                    "No script can do what these revisions do in Java: %s."
                            .formatted(classes.stream()
                                    .map((script) -> "'%s' (%s)"
                                            .formatted(script.revision().id(), script.location()))
                                    .collect(Collectors.joining(", "))),
                    "Write the script up to the first of them, let an engine %s across them, and write the rest after."
                            .formatted(plan.direction()),
                    classes.stream().map((script) -> script.revision().id()).toList());
        }
    }

    /**
     * Rejects statements that change the current database: the script cannot switch back to a database whose name is
     * unknown when it is written.
     */
    private void checkSchema(Plan plan) {
        List<String> revisions = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (Step step : plan.steps()) {
            try (Statements statements =
                    Transactions.section(step, this.scripts.apply(step)).statements()) {
                for (Optional<Statement> next = statements.next(); next.isPresent(); next = statements.next()) {
                    if (this.session.leavesDatabase(next.get())) {
                        revisions.add(step.revision().id());
                        found.add("%s: %s"
                                .formatted(next.get().location(), next.get().sql()));
                    }
                }
            }
        }
        if (!found.isEmpty()) {
            throw new ImpossibleMigrationException(
                    ErrorCode.LEAVES_DATABASE,
                    "A script for the client cannot return to the database that it starts in: "
                            + String.join("; ", found),
                    "Qualify the names with the other database instead of 'USE', or run the %s with an engine."
                            .formatted(plan.direction()),
                    revisions);
        }
    }

    private boolean together() {
        return this.settings.together() && this.dialect.transactionalDdl();
    }

    /**
     * Writes the beginning of the script.
     *
     * @param comments the description of the script
     */
    public void open(List<String> comments) {
        comments.forEach(this.client::comment);
        this.client.head();
    }

    /** Writes the statements that capture the session state in which each revision begins. */
    public void capture() {
        this.client.lines(this.session.capture());
    }

    /** Writes the statements that create Migrate's own tables. */
    public void ensureTables() {
        this.client.blank();
        this.client.comment("The tables of Migrate, where they are not there yet");
        this.historyWriter.createTables();
    }

    /** Writes the statements that take the migration lock; the script stops if another process holds it. */
    public void lock() {
        this.client.blank();
        this.client.comment("No other session may migrate the database at the same time");
        require("another process is migrating this database", MigrationLock.inScript(this.dialect, this.recordTables));
        this.client.comment("A record of a later release may demand an engine that knows its format");
        require("this record needs a later release of Migrate", RecordFormat.condition(this.recordTables));
    }

    /** Writes the steps of a plan, after a check that the database is at the revisions where the plan starts. */
    public void walk(Plan plan, RevisionGraph graph) {
        boolean together = together();
        checkStart(plan, graph);
        if (together) {
            this.client.blank();
            this.client.begin();
        }
        this.heads.clear();
        this.heads.addAll(plan.from());
        for (Step step : plan.steps()) {
            this.client.blank();
            renewSession();
            this.client.comment("%s %s: %s"
                    .formatted(
                            step.direction() == Direction.UPGRADE ? "Upgrade" : "Downgrade",
                            step.revision().id(),
                            step.revision().message()));
            Section section = Transactions.section(step, this.scripts.apply(step));
            if (together) {
                statementsAndRecord(step, section);
            } else if (Transactions.coverAll(this.dialect, section, this.dialect::effect)) {
                this.client.begin();
                statementsAndRecord(step, section);
                this.client.commit();
            } else {
                journaled(step, section);
            }
            this.heads.removeAll(step.change().remove());
            this.heads.addAll(step.change().add());
        }
        if (together) {
            this.client.blank();
            this.client.commit();
        }
    }

    /**
     * Writes the statements that end the session state of the previous revision. If this releases the lock, the script
     * takes it again and checks the current revisions, like the engine.
     */
    private void renewSession() {
        boolean locks = this.session.releasesLock();
        this.client.lines(this.session.renew());
        if (locks) {
            require(
                    "another process is migrating this database",
                    MigrationLock.inScriptAgain(this.dialect, this.recordTables));
            require(
                    "another process has moved the database",
                    this.heads.isEmpty()
                            ? count("is_head = 1") + " = 0"
                            : "%s = %d and %s = %d"
                                    .formatted(
                                            count("is_head = 1"),
                                            this.heads.size(),
                                            count("is_head = 1 and revision in "
                                                    + this.client.values(List.copyOf(this.heads))),
                                            this.heads.size()));
        }
    }

    /** Writes the statements that replace all recorded revisions with the given ones. */
    public void stamp(Collection<Revision> applied, List<String> rows, Function<String, Optional<Script>> stamped) {
        this.client.blank();
        this.client.comment("Stamp " + (rows.isEmpty() ? "base" : String.join(", ", rows)));
        this.client.begin();
        this.historyWriter.replaceStamps(applied, rows, stamped);
        this.historyWriter.log(new LogEntry(
                "stamp", String.join(",", rows), "", this.settings.principal(), this.settings.tag(), 0, 0, null));
        this.client.commit();
    }

    /** Writes a check that the record holds no revision, and that it was not lost. */
    public void requireEmptyRecord() {
        this.client.blank();
        this.client.comment("This script stops here on a database that has a record");
        require("the database has a record", count("1 = 1") + " = 0");
        requireWholeRecord();
    }

    /**
     * Writes a check, for an upgrade from base, that the record does not belong to another application and was not
     * lost.
     */
    private void checkRecord(RevisionGraph graph) {
        List<String> ids = graph.revisions().stream().map(Revision::id).toList();
        this.client.blank();
        this.client.comment("This script stops here on a database that another application has upgraded");
        require(
                "the record belongs to another application",
                "(%s = 0 or %s > 0)".formatted(count("1 = 1"), count("revision in " + this.client.values(ids))));
        requireWholeRecord();
    }

    private void requireWholeRecord() {
        require("the record is empty, but the log says that revisions are applied", """
                (%1$s > 0 or (select count(*) from %2$s where outcome = 'done'
                    and id = (select max(id) from %2$s where outcome = 'done')
                    and (action = 'upgrade' or (action = 'stamp' and length(revision) > 0))) = 0)""".formatted(
                        count("1 = 1"), this.recordTables.log()));
    }

    /**
     * Writes a check of the start: all heads of the plan are current, no revision to apply is applied, no applied
     * revision depends on one to revert, and no revision is interrupted.
     */
    private void checkStart(Plan plan, RevisionGraph graph) {
        Set<String> steps = new LinkedHashSet<>();
        plan.steps().forEach((step) -> steps.add(step.revision().id()));
        List<String> conditions = new ArrayList<>();
        if (!plan.from().isEmpty()) {
            conditions.add(count("is_head = 1 and revision in " + this.client.values(plan.from())) + " = "
                    + plan.from().size());
        }
        List<String> absent = plan.direction() == Direction.UPGRADE
                ? steps.stream()
                        .filter((id) -> graph.prerequisites(id).stream().noneMatch(steps::contains))
                        .toList()
                : steps.stream()
                        .flatMap((id) -> graph.dependants(id).stream())
                        .filter((id) -> !steps.contains(id))
                        .distinct()
                        .toList();
        if (!absent.isEmpty()) {
            conditions.add(count("revision in " + this.client.values(absent)) + " = 0");
        }
        conditions.add(count("status <> 'applied'") + " = 0");
        this.client.blank();
        this.client.comment("This script starts from %s and stops here on a database that is elsewhere"
                .formatted(plan.from().isEmpty() ? "base" : String.join(", ", plan.from())));
        require("the database is not where this script starts", String.join("\n  and ", conditions));
        if (plan.direction() == Direction.UPGRADE && plan.from().isEmpty()) {
            checkRecord(graph);
        }
    }

    private void require(String otherwise, String condition) {
        this.client.require(this.recordTables.prefix() + "check", otherwise, condition);
    }

    private String count(String condition) {
        return "(select count(*) from %s where %s)".formatted(this.recordTables.revision(), condition);
    }

    private void statementsAndRecord(Step step, Section section) {
        long number = 0;
        try (Statements statements = section.statements()) {
            for (Optional<Statement> next = statements.next(); next.isPresent(); next = statements.next()) {
                number++;
                script(next.get());
            }
        }
        this.client.lines(this.session.end());
        if (step.direction() == Direction.UPGRADE) {
            this.historyWriter.applied(this.scripts.apply(step), step.change(), number, null);
        } else {
            this.historyWriter.undone(step.revision(), step.change());
        }
        log(step, number);
    }

    private void journaled(Step step, Section section) {
        this.historyWriter.begun(
                this.scripts.apply(step),
                step.direction() == Direction.UPGRADE
                        ? AppliedRevision.Status.UPGRADING
                        : AppliedRevision.Status.DOWNGRADING);
        StatementDigest digest = new StatementDigest();
        long number = 0;
        try (Statements statements = section.statements()) {
            for (Optional<Statement> next = statements.next(); next.isPresent(); next = statements.next()) {
                number++;
                String before = digest.soFar();
                digest.add(next.get().sql());
                journaled(entry(step, next.get(), number, before, digest.soFar()), next.get());
            }
        }
        this.client.begin();
        this.client.lines(this.session.writable());
        this.client.lines(this.session.end());
        if (step.direction() == Direction.UPGRADE) {
            this.historyWriter.completed(step.revision(), step.change(), number, null);
        } else {
            this.historyWriter.undone(step.revision(), step.change());
        }
        log(step, number);
        this.client.commit();
    }

    /**
     * Writes a statement and its journal entry in one transaction if possible. Otherwise, writes the journal entry
     * first.
     */
    private void journaled(JournalEntry entry, Statement statement) {
        boolean together = this.dialect.effect(statement) == Effect.TRANSACTIONAL;
        if (together) {
            this.client.begin();
            this.client.lines(this.session.writable());
        } else {
            ours(() -> note(entry));
        }
        script(statement);
        if (together) {
            this.client.lines(this.session.own(false));
            note(entry.done(null));
            this.client.commit();
            this.client.lines(this.session.script());
        } else {
            ours(() -> this.historyWriter.saveProgress(entry.done(null)));
        }
    }

    private void script(Statement statement) {
        this.session.scripted(statement);
        this.client.statement(statement);
    }

    /**
     * Writes a statement of the engine in the middle of a revision, and restores the session state of the revision
     * after it.
     */
    private void ours(Runnable write) {
        List<String> own = this.session.own(true);
        if (own.isEmpty()) {
            write.run();
            return;
        }
        this.client.begin();
        this.client.lines(own);
        write.run();
        this.client.commit();
        this.client.lines(this.session.script());
    }

    private void note(JournalEntry entry) {
        if (entry.statement() == 1) {
            this.historyWriter.saveFirstProgress(entry);
        } else {
            this.historyWriter.saveProgress(entry);
        }
    }

    private static JournalEntry entry(Step step, Statement statement, long number, String before, String through) {
        return JournalEntry.started(
                step,
                new JournalEntry.Position(number, statement.location().line(), before, through),
                excerpt(statement.sql()));
    }

    /** Shortens a statement. Its beginning suffices to identify it, since the statement itself follows. */
    private static String excerpt(String sql) {
        String line = sql.strip().replaceAll("\\s+", " ");
        return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…";
    }

    private void log(Step step, long statements) {
        this.historyWriter.log(new LogEntry(
                step.direction().toString(),
                step.revision().id(),
                step.revision().message(),
                this.settings.principal(),
                this.settings.tag(),
                statements,
                0,
                null));
    }
}
