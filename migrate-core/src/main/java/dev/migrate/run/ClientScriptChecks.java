package dev.migrate.run;

import dev.migrate.dialect.ClientScriptPrinter;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.RecordTables;
import dev.migrate.history.RecordFormat;
import dev.migrate.lock.MigrationLock;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Plan;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes the checks at which a script stops: of the migration lock, the record, and the current revisions. */
final class ClientScriptChecks {

    private final Dialect dialect;
    private final RecordTables recordTables;
    private final ClientScriptPrinter client;

    ClientScriptChecks(Dialect dialect, RecordTables recordTables, ClientScriptPrinter client) {
        this.dialect = dialect;
        this.recordTables = recordTables;
        this.client = client;
    }

    /** Writes the statements that take the migration lock; the script stops if another process holds it. */
    void requireLock() {
        this.client.blank();
        this.client.comment("No other session may migrate the database at the same time");
        require(
                "another process is migrating this database",
                MigrationLock.acquireInScript(this.dialect, this.recordTables));
        this.client.comment("A record of a later release may demand an engine that knows its format");
        require("this record needs a later release of Migrate", RecordFormat.condition(this.recordTables));
    }

    /** Writes the statements that take the lock again in a new session, and a check of the current revisions. */
    void requireLockAgain(List<String> current) {
        require(
                "another process is migrating this database",
                MigrationLock.reacquireInScript(this.dialect, this.recordTables));
        require(
                "another process has moved the database",
                current.isEmpty()
                        ? count("is_head = 1") + " = 0"
                        : "%s = %d and %s = %d"
                                .formatted(
                                        count("is_head = 1"),
                                        current.size(),
                                        count("is_head = 1 and revision in " + this.client.values(current)),
                                        current.size()));
    }

    /** Writes a check that the record holds no revision, and that it was not lost. */
    void requireEmptyRecord() {
        this.client.blank();
        this.client.comment("This script stops here on a database that has a record");
        require("the database has a record", count("1 = 1") + " = 0");
        requireCompleteRecord();
    }

    /**
     * Writes a check of the start: all heads of the plan are current, no revision to apply is applied, no applied
     * revision depends on one to revert, and no revision is interrupted.
     */
    void requireStart(Plan plan, RevisionGraph graph) {
        List<String> conditions = new ArrayList<>();
        if (!plan.from().isEmpty()) {
            conditions.add(count("is_head = 1 and revision in " + this.client.values(plan.from())) + " = "
                    + plan.from().size());
        }
        List<String> absent = absentAtStart(plan, graph);
        if (!absent.isEmpty()) {
            conditions.add(count("revision in " + this.client.values(absent)) + " = 0");
        }
        conditions.add(count("status <> 'applied'") + " = 0");
        this.client.blank();
        this.client.comment("This script starts from %s and stops here on a database that is elsewhere"
                .formatted(plan.from().isEmpty() ? "base" : String.join(", ", plan.from())));
        require("the database is not where this script starts", String.join("\n  and ", conditions));
        if (plan.direction() == Direction.UPGRADE && plan.from().isEmpty()) {
            requireOwnRecord(graph);
        }
    }

    /** Returns the revisions that must not be applied when the script starts. */
    private static List<String> absentAtStart(Plan plan, RevisionGraph graph) {
        Set<String> steps = new LinkedHashSet<>();
        plan.steps().forEach((step) -> steps.add(step.revision().id()));
        if (plan.direction() == Direction.UPGRADE) {
            return steps.stream()
                    .filter((id) -> graph.prerequisites(id).stream().noneMatch(steps::contains))
                    .toList();
        }
        return steps.stream()
                .flatMap((id) -> graph.dependants(id).stream())
                .filter((id) -> !steps.contains(id))
                .distinct()
                .toList();
    }

    /**
     * Writes a check, for an upgrade from base, that the record does not belong to another application and was not
     * lost.
     */
    private void requireOwnRecord(RevisionGraph graph) {
        List<String> ids = graph.revisions().stream().map(Revision::id).toList();
        this.client.blank();
        this.client.comment("This script stops here on a database that another application has upgraded");
        require(
                "the record belongs to another application",
                "(%s = 0 or %s > 0)".formatted(count("1 = 1"), count("revision in " + this.client.values(ids))));
        requireCompleteRecord();
    }

    /** Writes a check that no row violates a foreign key, for the end of a transaction without foreign keys. */
    void requireForeignKeys() {
        require("rows violate a foreign key", this.dialect.foreignKeyCondition());
    }

    private void requireCompleteRecord() {
        require("the record is empty, but the log says that revisions are applied", """
                (%1$s > 0 or (select count(*) from %2$s where outcome = 'done'
                    and id = (select max(id) from %2$s where outcome = 'done')
                    and (action = 'upgrade' or (action = 'stamp' and length(revision) > 0))) = 0)""".formatted(
                        count("1 = 1"), this.recordTables.log()));
    }

    private void require(String otherwise, String condition) {
        this.client.require(this.recordTables.prefix() + "check", otherwise, condition);
    }

    private String count(String condition) {
        return "(select count(*) from %s where %s)".formatted(this.recordTables.revision(), condition);
    }
}
