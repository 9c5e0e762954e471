package dev.migrate.engine;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.RecordTables;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Plan;
import dev.migrate.plan.Step;
import dev.migrate.report.Actor;
import dev.migrate.request.MigrationRequest;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.run.OfflineRunner;
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

    public void move(
            List<Plan> plans,
            RevisionGraph graph,
            Function<Step, Script> scripts,
            MigrationRequest request,
            Appendable out) {
        Plan first = plans.get(0);
        Plan last = plans.get(plans.size() - 1);
        OfflineRunner run = run(scripts, request, out);
        plans.forEach(run::check);
        String title =
                "%s from %s to %s".formatted(capitalized(last.direction()), named(first.from()), named(last.to()));
        if (plans.stream().allMatch((plan) -> plan.steps().isEmpty())) {
            run.open(List.of(title + ": there is nothing to do"));
            return;
        }
        run.open(comments(title));
        run.capture();
        run.ensureTables();
        run.lock();
        plans.stream().filter((plan) -> !plan.steps().isEmpty()).forEach((plan) -> run.walk(plan, graph));
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
            Stamp stamp,
            List<Plan> plans,
            RevisionGraph graph,
            Function<Step, Script> scripts,
            MigrationRequest request,
            Appendable out) {
        Plan last = plans.get(plans.size() - 1);
        OfflineRunner run = run(scripts, request, out);
        plans.forEach(run::check);
        run.open(comments("Stamp %s as 'migrate.baseline' says, and upgrade to %s"
                .formatted(named(stamp.rows()), named(last.to()))));
        run.capture();
        run.ensureTables();
        run.lock();
        run.requireEmptyRecord();
        run.stamp(stamp.applied(), stamp.rows(), stamp.scripts());
        plans.stream().filter((plan) -> !plan.steps().isEmpty()).forEach((plan) -> run.walk(plan, graph));
    }

    public void stamp(
            Collection<Revision> applied,
            List<String> rows,
            Function<String, Optional<Script>> scripts,
            MigrationRequest request,
            Appendable out) {
        OfflineRunner run = run((step) -> scripts.apply(step.revision().id()).orElseThrow(), request, out);
        run.open(comments("Stamp %s, whatever was current before".formatted(request.target())));
        run.ensureTables();
        run.lock();
        run.stamp(applied, rows, scripts);
    }

    public void ensureVersion(MigrationRequest request, Appendable out) {
        OfflineRunner run = run(
                (step) -> {
                    throw new IllegalStateException("No step is run");
                },
                request,
                out);
        run.open(comments("The tables of Migrate and nothing else"));
        run.ensureTables();
    }

    private OfflineRunner run(Function<Step, Script> scripts, MigrationRequest request, Appendable out) {
        String schema = this.settings.schema();
        return new OfflineRunner(
                this.dialect,
                new RecordTables(schema == null ? null : this.dialect.schemaName(schema), this.settings.tablePrefix()),
                Actor.ofThisProcess(),
                new RunSettings(
                        this.settings.transaction() == MigrateSettings.TransactionMode.PER_RUN,
                        SessionTemplate.limits(this.settings),
                        this.settings.lockRetry(),
                        request.principal(),
                        request.tag()),
                scripts,
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
