package dev.migrate.engine;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.RecordTables;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Plan;
import dev.migrate.report.Actor;
import dev.migrate.request.MigrationRequest;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.run.ClientScriptWriter;
import dev.migrate.run.PreparedPlan;
import dev.migrate.script.Script;
import dev.migrate.settings.MigrateSettings;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Puts together the parts of client scripts, which the command-line client of a database runs. A script starts from the
 * current state of a database or from a given one.
 *
 * @param settings the settings of the engine
 * @param dialect the product of the database
 * @param clock the clock for the time in the script's comment
 */
public record ClientScriptBuilder(MigrateSettings settings, Dialect dialect, Clock clock) {

    /**
     * A stamp at the beginning of a script.
     *
     * @param applied the revisions to record
     * @param heads the ids of the current revisions among them
     * @param scripts returns the script of a revision id
     */
    public record Stamp(Collection<Revision> applied, List<String> heads, Function<String, Optional<Script>> scripts) {}

    /** Writes an upgrade or a downgrade. */
    public void writePlans(List<PreparedPlan> plans, RevisionGraph graph, MigrationRequest request, Appendable out) {
        ClientScriptWriter writer = writer(request, out);
        plans.forEach(writer::check);
        Plan last = last(plans);
        String title = "%s from %s to %s"
                .formatted(
                        last.direction() == Direction.UPGRADE ? "Upgrade" : "Downgrade",
                        named(plans.get(0).plan().from()),
                        named(last.to()));
        if (plans.stream().allMatch((plan) -> plan.steps().isEmpty())) {
            writer.writeHead(List.of(title + ": there is nothing to do"));
            return;
        }
        begin(writer, title);
        writeSteps(writer, plans, graph);
    }

    /** Writes an upgrade of a database without a record that begins with the stamp of a baseline. */
    void writeStampAndPlans(
            Stamp stamp, List<PreparedPlan> plans, RevisionGraph graph, MigrationRequest request, Appendable out) {
        ClientScriptWriter writer = writer(request, out);
        plans.forEach(writer::check);
        begin(
                writer,
                "Stamp %s as 'migrate.baseline' says, and upgrade to %s"
                        .formatted(named(stamp.heads()), named(last(plans).to())));
        writer.requireEmptyRecord();
        writer.stamp(stamp.applied(), stamp.heads(), stamp.scripts());
        writeSteps(writer, plans, graph);
    }

    /** Writes a stamp. */
    public void writeStamp(Stamp stamp, MigrationRequest request, Appendable out) {
        ClientScriptWriter writer = writer(request, out);
        writer.writeHead(comments("Stamp %s, whatever was current before".formatted(request.target())));
        writer.createTables();
        writer.lock();
        writer.stamp(stamp.applied(), stamp.heads(), stamp.scripts());
    }

    /** Writes the statements that create Migrate's own tables. */
    public void writeTables(MigrationRequest request, Appendable out) {
        ClientScriptWriter writer = writer(request, out);
        writer.writeHead(comments("The tables of Migrate and nothing else"));
        writer.createTables();
    }

    private void begin(ClientScriptWriter writer, String title) {
        writer.writeHead(comments(title));
        writer.captureSession();
        writer.createTables();
        writer.lock();
    }

    private static void writeSteps(ClientScriptWriter writer, List<PreparedPlan> plans, RevisionGraph graph) {
        plans.stream().filter((plan) -> !plan.steps().isEmpty()).forEach((plan) -> writer.writeSteps(plan, graph));
    }

    private ClientScriptWriter writer(MigrationRequest request, Appendable out) {
        String schema = this.settings.schema();
        return new ClientScriptWriter(
                this.dialect,
                new RecordTables(
                        schema == null ? null : this.dialect.schemas().inStatement(schema),
                        this.settings.tablePrefix()),
                Actor.ofThisProcess(),
                MigrationContext.runSettings(this.settings, request),
                out);
    }

    private List<String> comments(String title) {
        return List.of(
                title,
                "For the client of %s, written by Migrate at %s"
                        .formatted(this.dialect.name(), this.clock.instant().truncatedTo(ChronoUnit.SECONDS)));
    }

    private static Plan last(List<PreparedPlan> plans) {
        return plans.get(plans.size() - 1).plan();
    }

    private static String named(List<String> heads) {
        return heads.isEmpty() ? "base" : String.join(", ", heads);
    }
}
