package dev.migrate.engine;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.RecordTables;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Plan;
import dev.migrate.report.Actor;
import dev.migrate.request.MigrationRequest;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.run.PlanScriptWriter;
import dev.migrate.run.PreparedPlan;
import dev.migrate.run.RunSettings;
import dev.migrate.script.Script;
import dev.migrate.settings.MigrateSettings;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Writes scripts for the command-line client of a database, from its live state or from a named one. */
public record OfflineSqlWriter(MigrateSettings settings, Dialect dialect, Clock clock) {

    public void move(List<PreparedPlan> plans, RevisionGraph graph, MigrationRequest request, Appendable out) {
        Plan first = plans.get(0).plan();
        Plan last = plans.get(plans.size() - 1).plan();
        PlanScriptWriter run = run(request, out);
        plans.forEach(run::check);
        String title =
                "%s from %s to %s".formatted(capitalized(last.direction()), named(first.from()), named(last.to()));
        if (plans.stream().allMatch((plan) -> plan.steps().isEmpty())) {
            run.writeHead(List.of(title + ": there is nothing to do"));
            return;
        }
        run.writeHead(comments(title));
        run.captureSession();
        run.createTables();
        run.lock();
        plans.stream().filter((plan) -> !plan.steps().isEmpty()).forEach((plan) -> run.writeSteps(plan, graph));
    }

    /**
     * Stamp at the beginning of a script.
     *
     * @param applied the revisions to record
     * @param rows the ids of the current revisions among them
     * @param scripts returns the script of a revision id
     */
    record Stamp(Collection<Revision> applied, List<String> rows, Function<String, Optional<Script>> scripts) {}

    void stampAndMove(
            Stamp stamp, List<PreparedPlan> plans, RevisionGraph graph, MigrationRequest request, Appendable out) {
        Plan last = plans.get(plans.size() - 1).plan();
        PlanScriptWriter run = run(request, out);
        plans.forEach(run::check);
        run.writeHead(comments("Stamp %s as 'migrate.baseline' says, and upgrade to %s"
                .formatted(named(stamp.rows()), named(last.to()))));
        run.captureSession();
        run.createTables();
        run.lock();
        run.requireEmptyRecord();
        run.stamp(stamp.applied(), stamp.rows(), stamp.scripts());
        plans.stream().filter((plan) -> !plan.steps().isEmpty()).forEach((plan) -> run.writeSteps(plan, graph));
    }

    public void stamp(
            Collection<Revision> applied,
            List<String> rows,
            Function<String, Optional<Script>> scripts,
            MigrationRequest request,
            Appendable out) {
        PlanScriptWriter run = run(request, out);
        run.writeHead(comments("Stamp %s, whatever was current before".formatted(request.target())));
        run.createTables();
        run.lock();
        run.stamp(applied, rows, scripts);
    }

    public void ensureVersion(MigrationRequest request, Appendable out) {
        PlanScriptWriter run = run(request, out);
        run.writeHead(comments("The tables of Migrate and nothing else"));
        run.createTables();
    }

    private PlanScriptWriter run(MigrationRequest request, Appendable out) {
        String schema = this.settings.schema();
        return new PlanScriptWriter(
                this.dialect,
                new RecordTables(schema == null ? null : this.dialect.schemaName(schema), this.settings.tablePrefix()),
                Actor.ofThisProcess(),
                new RunSettings(
                        this.settings.transaction() == MigrateSettings.TransactionMode.PER_RUN,
                        this.settings.limits(),
                        this.settings.lockRetry(),
                        request.principal(),
                        request.tag()),
                out);
    }

    private List<String> comments(String title) {
        return List.of(
                title,
                "For the client of %s, written by Migrate at %s"
                        .formatted(this.dialect.name(), this.clock.instant().truncatedTo(ChronoUnit.SECONDS)));
    }

    private static String named(List<String> heads) {
        return heads.isEmpty() ? "base" : String.join(", ", heads);
    }

    private static String capitalized(Direction direction) {
        return direction == Direction.UPGRADE ? "Upgrade" : "Downgrade";
    }
}
