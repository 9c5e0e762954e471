package dev.migrate.run;

import dev.migrate.dialect.ClientScriptPrinter;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.RecordTables;
import dev.migrate.dialect.RecordWrite;
import dev.migrate.history.HistoryWriter;
import dev.migrate.history.LogEntry;
import dev.migrate.report.Actor;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.script.Script;
import dev.migrate.session.ClientSession;
import dev.migrate.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes the actions of {@link PlanRunner} as a client script, for the command-line client of the database: the same
 * transactions, the same journal, and the same record. Like the engine, the script checks the state of the database
 * before it begins. The statements of a step are written by {@link ClientScriptStepOutput}.
 */
public final class ClientScriptWriter {

    private final Dialect dialect;
    private final RunSettings settings;
    private final ClientScriptPrinter client;
    private final ClientSession session;
    private final HistoryWriter historyWriter;
    private final ClientScriptChecks checks;
    private final StepWalker walker;

    /**
     * Creates a writer.
     *
     * @param actor the actor to record
     * @param out receives the script
     */
    public ClientScriptWriter(
            Dialect dialect, RecordTables recordTables, Actor actor, RunSettings settings, Appendable out) {
        this.dialect = dialect;
        this.settings = settings;
        this.client = new ClientScriptPrinter(dialect, out);
        this.session = dialect.clientSession(settings.limits());
        this.historyWriter = HistoryWriter.intoScript(this::write, dialect, recordTables, actor);
        this.checks = new ClientScriptChecks(dialect, recordTables, this.client);
        this.walker = new StepWalker(
                dialect, settings, new ClientScriptStepOutput(dialect, this.client, this.session, this.historyWriter));
    }

    private void write(RecordWrite write) {
        this.client.update(write.sql(), write.values().toArray());
    }

    /**
     * Checks a plan before anything is written.
     *
     * @throws dev.migrate.error.ImpossibleMigrationException if a step runs Java code, if a statement changes the
     *     database of the client, or if a step cannot share the transaction of the run
     */
    public void check(PreparedPlan plan) {
        PlanChecks.checkNoCode(plan);
        PlanChecks.checkStaysInDatabase(plan, this.session::switchesDatabase);
        if (this.settings.usesSingleTransaction(this.dialect)) {
            PlanChecks.checkOneTransaction(plan, this.dialect);
        }
    }

    /**
     * Writes the beginning of the script.
     *
     * @param comments the description of the script
     */
    public void writeHead(List<String> comments) {
        comments.forEach(this.client::comment);
        this.client.head();
    }

    /** Writes the statements that capture the session state in which each revision begins. */
    public void captureSession() {
        this.client.lines(this.session.capture());
    }

    /** Writes the statements that create Migrate's own tables. */
    public void createTables() {
        this.client.blank();
        this.client.comment("The tables of Migrate, where they are not there yet");
        this.historyWriter.createTables();
    }

    /** Writes the statements that take the migration lock; the script stops if another process holds it. */
    public void lock() {
        this.checks.requireLock();
    }

    /** Writes a check that the record holds no revision, and that it was not lost. */
    public void requireEmptyRecord() {
        this.checks.requireEmptyRecord();
    }

    /** Writes the steps of a plan, after a check that the database is at the revisions where the plan starts. */
    public void writeSteps(PreparedPlan plan, RevisionGraph graph) {
        this.checks.requireStart(plan.plan(), graph);
        if (!this.settings.usesSingleTransaction(this.dialect)) {
            plan.steps().forEach(this::writeStep);
            return;
        }
        this.client.blank();
        this.client.begin();
        for (PreparedStep step : plan.steps()) {
            beginStep(step);
            this.walker.walkInTransaction(step, false);
        }
        this.client.blank();
        this.client.commit();
    }

    private void writeStep(PreparedStep step) {
        beginStep(step);
        TransactionScope scope = TransactionScope.of(step.section(), this.dialect, this.dialect::effect);
        if (scope == TransactionScope.REVISION) {
            Optional<Statement> preceding = step.section().beforeTransaction(this.dialect);
            preceding.ifPresent(this.client::statement);
            this.client.begin();
            this.walker.walkInTransaction(step, true);
            preceding.ifPresent((statement) -> this.checks.requireForeignKeys());
            this.client.commit();
        } else {
            this.walker.walkWithJournal(step);
        }
    }

    /**
     * Writes the statements that end the session state of the previous revision, and the title of the step. If the
     * former release the lock, the script takes it again and checks the current revisions, like the engine.
     */
    private void beginStep(PreparedStep step) {
        this.client.blank();
        boolean releasesLock = this.session.releasesLock();
        this.client.lines(this.session.renew());
        if (releasesLock) {
            this.checks.requireLockAgain(step.before());
        }
        this.client.comment("%s %s: %s"
                .formatted(
                        step.isUpgrade() ? "Upgrade" : "Downgrade",
                        step.revision().id(),
                        step.revision().message()));
    }

    /** Writes the statements that replace all recorded revisions with the given ones. */
    public void stamp(Collection<Revision> applied, List<String> heads, Function<String, Optional<Script>> scripts) {
        this.client.blank();
        this.client.comment("Stamp " + (heads.isEmpty() ? "base" : String.join(", ", heads)));
        this.client.begin();
        this.historyWriter.replaceStamps(applied, heads, scripts);
        this.historyWriter.log(new LogEntry(
                "stamp", String.join(",", heads), "", this.settings.principal(), this.settings.tag(), 0, 0, null));
        this.client.commit();
    }
}
