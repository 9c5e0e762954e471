package dev.migrate.run;

import dev.migrate.dialect.ClientScript;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Effect;
import dev.migrate.dialect.Statement;
import dev.migrate.dialect.Statements;
import dev.migrate.dialect.Tables;
import dev.migrate.error.ImpossibleMoveException;
import dev.migrate.history.Applied;
import dev.migrate.history.JournalEntry;
import dev.migrate.history.LogLine;
import dev.migrate.history.RecordFormat;
import dev.migrate.history.Recorder;
import dev.migrate.lock.MigrationLock;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Plan;
import dev.migrate.plan.Step;
import dev.migrate.report.Identity;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.script.Script;
import dev.migrate.script.Section;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes what {@link Runner} would do as a script for the product's own client: the same transactions, the same
 * journal, the same record. A script looks at the state before it begins, as an engine does.
 */
public final class OfflineRun {

    private static final int EXCERPT = 100;

    private final Dialect dialect;
    private final Tables tables;
    private final RunSettings settings;
    private final Function<Step, Script> scripts;
    private final ClientScript client;
    private final Recorder recorder;

    /**
     * Makes a run.
     *
     * @param who in whose name the record is written
     * @param out where the script goes
     */
    public OfflineRun(
            Dialect dialect,
            Tables tables,
            Identity who,
            RunSettings settings,
            Function<Step, Script> scripts,
            Appendable out) {
        this.dialect = dialect;
        this.tables = tables;
        this.settings = settings;
        this.scripts = scripts;
        this.client = new ClientScript(dialect, out);
        this.recorder = Recorder.intoScript(
                (sql, values) -> {
                    this.client.update(sql, values);
                    return 1;
                },
                dialect,
                tables,
                who);
    }

    /** Refuses, before anything is written, a plan that cannot be walked as it is asked for. */
    public void check(Plan plan) {
        refuseCode(plan);
        if (together()) {
            Transactions.refuseApart(plan, this.scripts);
        }
    }

    private void refuseCode(Plan plan) {
        List<Script> classes = plan.steps().stream()
                .filter((step) ->
                        Transactions.section(step, this.scripts.apply(step)).runsCode())
                .map(this.scripts)
                .toList();
        if (!classes.isEmpty()) {
            throw new ImpossibleMoveException(
                    "runs-code",
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

    private boolean together() {
        return this.settings.together() && this.dialect.transactionalDdl();
    }

    /**
     * Writes what comes before everything else.
     *
     * @param comments what the script is
     * @param sessionSettings what the client's session is told
     */
    public void open(List<String> comments, List<String> sessionSettings) {
        comments.forEach(this.client::comment);
        this.client.head();
        sessionSettings.forEach(this.client::sql);
    }

    /** Writes what makes the engine's tables. */
    public void ensureTables() {
        this.client.blank();
        this.client.comment("The tables of Migrate, where they are not there yet");
        this.recorder.createTables();
    }

    /** Writes what keeps engines away while the script runs, or makes it stop if one is at work. */
    public void lock() {
        this.client.blank();
        this.client.comment("Nobody else may be moving the database");
        require("another process is migrating this database", MigrationLock.inScript(this.dialect, this.tables));
        this.client.comment("A record of a later release may demand an engine that knows its format");
        require("this record needs a later release of Migrate", RecordFormat.condition(this.tables));
    }

    /** Writes the steps of a plan, after a check that the database is where the plan starts. */
    public void walk(Plan plan, RevisionGraph graph) {
        boolean together = together();
        checkStart(plan, graph);
        if (together) {
            this.client.blank();
            this.client.begin();
        }
        for (Step step : plan.steps()) {
            this.client.blank();
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
        }
        if (together) {
            this.client.blank();
            this.client.commit();
        }
    }

    /** Writes what makes exactly these revisions the applied ones, whatever was there. */
    public void stamp(Collection<Revision> applied, List<String> rows, Function<String, Optional<Script>> stamped) {
        this.client.blank();
        this.client.comment("Stamp " + (rows.isEmpty() ? "base" : String.join(", ", rows)));
        this.client.begin();
        this.recorder.stampAnew(applied, rows, stamped);
        this.recorder.log(new LogLine(
                "stamp", String.join(",", rows), "", this.settings.principal(), this.settings.tag(), 0, 0, null));
        this.client.commit();
    }

    /** Every head that the plan starts from is there, nothing of what it brings or leaves hanging, nothing half done. */
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
    }

    private void require(String otherwise, String condition) {
        this.client.require(this.tables.prefix() + "check", otherwise, condition);
    }

    private String count(String condition) {
        return "(select count(*) from %s where %s)".formatted(this.tables.revision(), condition);
    }

    private void statementsAndRecord(Step step, Section section) {
        long number = 0;
        try (Statements statements = section.statements()) {
            for (Optional<Statement> next = statements.next(); next.isPresent(); next = statements.next()) {
                number++;
                this.client.statement(next.get());
            }
        }
        if (step.direction() == Direction.UPGRADE) {
            this.recorder.applied(this.scripts.apply(step), step.change(), number, null);
        } else {
            this.recorder.undone(step.revision(), step.change());
        }
        log(step, number);
    }

    private void journaled(Step step, Section section) {
        this.recorder.begun(
                this.scripts.apply(step),
                step.direction() == Direction.UPGRADE ? Applied.Status.UPGRADING : Applied.Status.DOWNGRADING);
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
        if (step.direction() == Direction.UPGRADE) {
            this.recorder.completed(step.revision(), step.change(), number, null);
        } else {
            this.recorder.undone(step.revision(), step.change());
        }
        log(step, number);
        this.client.commit();
    }

    /** What can share a transaction with its note does so; of anything else the note says first that it is to come. */
    private void journaled(JournalEntry entry, Statement statement) {
        boolean together = this.dialect.effect(statement) == Effect.TRANSACTIONAL;
        if (together) {
            this.client.begin();
        } else {
            note(entry);
        }
        this.client.statement(statement);
        if (together) {
            note(entry.done(null));
            this.client.commit();
        } else {
            this.recorder.note(entry.done(null));
        }
    }

    private void note(JournalEntry entry) {
        if (entry.statement() == 1) {
            this.recorder.noteFirst(entry);
        } else {
            this.recorder.note(entry);
        }
    }

    private static JournalEntry entry(Step step, Statement statement, long number, String before, String through) {
        return new JournalEntry(
                step.revision().id(),
                step.direction().toString(),
                number,
                JournalEntry.Status.STARTED,
                statement.location().line(),
                before,
                through,
                excerpt(statement.sql()),
                null,
                null,
                null);
    }

    /** The statement itself follows, so its beginning is enough to know it by. */
    private static String excerpt(String sql) {
        String line = sql.strip().replaceAll("\\s+", " ");
        return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…";
    }

    private void log(Step step, long statements) {
        this.recorder.log(new LogLine(
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
