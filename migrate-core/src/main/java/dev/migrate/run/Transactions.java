package dev.migrate.run;

import dev.migrate.catalog.Effect;
import dev.migrate.dialect.Dialect;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.IrreversibleException;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Plan;
import dev.migrate.plan.Step;
import dev.migrate.script.Script;
import dev.migrate.script.Section;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Decides which steps share a transaction with their record, and which must be journaled. */
final class Transactions {

    private Transactions() {}

    /** Returns the section that a step runs. */
    static Section section(Step step, Script script) {
        if (step.direction() == Direction.UPGRADE) {
            return script.upgrade();
        }
        return script.downgrade()
                .orElseThrow(
                        () -> new IrreversibleException(List.of(step.revision().id())));
    }

    /**
     * Returns whether a section and its record share a transaction: all of its statements can be rolled back, or none
     * of them ends a transaction.
     *
     * @param effects returns the effect of a statement, which decides what an interruption can leave
     */
    static boolean coverAll(Dialect dialect, Section section, Function<Statement, Effect> effects) {
        if (!section.transactional() || dialect.transactionalDdl()) {
            return section.transactional();
        }
        try (Statements statements = section.statements()) {
            for (Optional<Statement> next = statements.next(); next.isPresent(); next = statements.next()) {
                if (next.get().code().isPresent() || effects.apply(next.get()) != Effect.TRANSACTIONAL) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Rejects a plan with a step that cannot share the transaction of the run. */
    static void checkNoneSeparate(Plan plan, Function<Step, Script> scripts) {
        List<String> apart = plan.steps().stream()
                .filter((step) -> !section(step, scripts.apply(step)).transactional())
                .map((step) -> step.revision().id())
                .toList();
        if (!apart.isEmpty()) {
            throw new ImpossibleMigrationException(
                    ErrorCode.NOT_IN_TRANSACTION,
                    "With 'migrate.transaction=per-run' all revisions share one transaction, but %s must run outside one."
                            .formatted(apart),
                    "Upgrade up to and across them with 'migrate.transaction=per-revision'. Nothing was changed.",
                    apart);
        }
    }

    /** Rejects a plan whose statements would leave session state to other clients of a connection pooler. */
    static void checkSessionState(Dialect dialect, Plan plan, Function<Step, Script> scripts) {
        List<String> leaving = new ArrayList<>();
        Set<String> revisions = new LinkedHashSet<>();
        for (Step step : plan.steps()) {
            try (Statements statements = section(step, scripts.apply(step)).statements()) {
                for (Optional<Statement> next = statements.next(); next.isPresent(); next = statements.next()) {
                    Statement statement = next.get();
                    if (statement.code().isEmpty() && dialect.staysInSession(statement)) {
                        leaving.add("%s: %s".formatted(statement.location(), statement.sql()));
                        revisions.add(step.revision().id());
                    }
                }
            }
        }
        if (!leaving.isEmpty()) {
            throw new ImpossibleMigrationException(
                    ErrorCode.STAYS_IN_SESSION,
                    "This database is behind a connection pooler, and the statement would change a session that other clients use: %s"
                            .formatted(String.join("; ", leaving)),
                    "Write what ends with the transaction, such as SET LOCAL, or ON COMMIT DROP for a temporary"
                            + " table; or name a direct connection in 'migrate.url'. Nothing was changed.",
                    List.copyOf(revisions));
        }
    }
}
