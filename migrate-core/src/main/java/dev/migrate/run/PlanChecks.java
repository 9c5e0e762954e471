package dev.migrate.run;

import dev.migrate.dialect.Dialect;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.Remedy;
import dev.migrate.error.Setting;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Rejects plans that cannot run in one transaction, behind a connection pooler, or as a script for a client. */
final class PlanChecks {

    private PlanChecks() {}

    /** Rejects a plan with a step that cannot share the transaction of the run. */
    static void checkOneTransaction(PreparedPlan plan, Dialect dialect) {
        List<String> apart = plan.steps().stream()
                .filter((step) -> !step.section().transactional()
                        || step.section().beforeTransaction(dialect).isPresent())
                .map((step) -> step.revision().id())
                .toList();
        if (!apart.isEmpty()) {
            throw new ImpossibleMigrationException(
                    ErrorCode.NOT_IN_TRANSACTION,
                    "With 'migrate.transaction=per-run' all revisions share one transaction, but %s must run outside one."
                            .formatted(apart),
                    Remedy.of(
                            "Set %s to upgrade across them. Nothing was changed.",
                            Setting.TRANSACTION.to("per-revision")),
                    apart);
        }
    }

    /** Rejects a plan whose statements would leave session state to other clients of a connection pooler. */
    static void checkSessionState(PreparedPlan plan, Dialect dialect) {
        Found found = Found.in(plan, (statement) -> statement.code().isEmpty() && dialect.staysInSession(statement));
        if (!found.statements().isEmpty()) {
            throw new ImpossibleMigrationException(
                    ErrorCode.STAYS_IN_SESSION,
                    "This database is behind a connection pooler, and these statements would change a session that other clients use: %s"
                            .formatted(String.join("; ", found.statements())),
                    Remedy.of(
                            "Use a form that ends with the transaction, such as SET LOCAL, or ON COMMIT DROP for a temporary table; or set %s to a direct connection. Nothing was changed.",
                            Setting.URL),
                    List.copyOf(found.revisions()));
        }
    }

    /** Rejects a plan with steps that run Java code, which a script for a client cannot contain. */
    static void checkNoCode(PreparedPlan plan) {
        List<PreparedStep> classes = plan.steps().stream()
                .filter((step) -> step.section().runsCode())
                .toList();
        if (!classes.isEmpty()) {
            throw new ImpossibleMigrationException(
                    ErrorCode.RUNS_CODE,
                    "A script for the client cannot contain revisions that run Java code: %s."
                            .formatted(classes.stream()
                                    .map((step) -> "'%s' (%s)"
                                            .formatted(
                                                    step.revision().id(),
                                                    step.script().location()))
                                    .collect(Collectors.joining(", "))),
                    "Write a script up to the first of them, %s across them with an engine, and write another script for the rest."
                            .formatted(plan.plan().direction()),
                    classes.stream().map((step) -> step.revision().id()).toList());
        }
    }

    /**
     * Rejects statements that switch to another database: a script for a client cannot switch back to a database whose
     * name is unknown when it is written.
     *
     * @param switchesDatabase returns whether a statement switches to another database
     */
    static void checkStaysInDatabase(PreparedPlan plan, Predicate<Statement> switchesDatabase) {
        Found found = Found.in(plan, switchesDatabase);
        if (!found.statements().isEmpty()) {
            throw new ImpossibleMigrationException(
                    ErrorCode.LEAVES_DATABASE,
                    "A script for the client cannot return to the database in which it starts: "
                            + String.join("; ", found.statements()),
                    "Qualify the names with the other database instead of 'USE', or run the %s with an engine."
                            .formatted(plan.plan().direction()),
                    List.copyOf(found.revisions()));
        }
    }

    /** Statements of a plan with their locations, and the revisions that contain them. */
    private record Found(List<String> statements, Set<String> revisions) {

        static Found in(PreparedPlan plan, Predicate<Statement> condition) {
            Found found = new Found(new ArrayList<>(), new LinkedHashSet<>());
            for (PreparedStep step : plan.steps()) {
                try (Statements statements = step.section().statements()) {
                    for (Optional<Statement> next = statements.next(); next.isPresent(); next = statements.next()) {
                        if (condition.test(next.get())) {
                            found.statements()
                                    .add("%s: %s"
                                            .formatted(
                                                    next.get().location(),
                                                    next.get().sql()));
                            found.revisions().add(step.revision().id());
                        }
                    }
                }
            }
            return found;
        }
    }
}
