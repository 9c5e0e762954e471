package dev.migrate.run;

import dev.migrate.catalog.Effect;
import dev.migrate.dialect.Dialect;
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

/** Which steps share a transaction with their record, and which have to be journaled. */
final class Transactions {

    private Transactions() {}

    /** What a step runs. */
    static Section section(Step step, Script script) {
        if (step.direction() == Direction.UPGRADE) {
            return script.upgrade();
        }
        return script.downgrade()
                .orElseThrow(
                        () -> new IrreversibleException(List.of(step.revision().id())));
    }

    /**
     * Whether a section and its record share a transaction: all of it can be undone, or nothing of it ends one.
     *
     * @param effects what becomes of a statement that is interrupted
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

    /** Refuses a plan of which a part cannot share the others' transaction. */
    static void checkNoneSeparate(Plan plan, Function<Step, Script> scripts) {
        List<String> apart = plan.steps().stream()
                .filter((step) -> !section(step, scripts.apply(step)).transactional())
                .map((step) -> step.revision().id())
                .toList();
        if (!apart.isEmpty()) {
            throw new ImpossibleMigrationException(
                    "not-in-transaction",
                    "With 'migrate.transaction=per-run' all revisions share one transaction, but %s must run outside one."
                            .formatted(apart),
                    "Upgrade up to and across them with 'migrate.transaction=per-revision'. Nothing was changed.",
                    apart);
        }
    }

    /** Refuses a plan whose statements would leave something in a session that others get after its transaction. */
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
                    "stays-in-session",
                    "A pooler is between this process and the database, and this would leave something behind in a session that others get: %s"
                            .formatted(String.join("; ", leaving)),
                    "Write what ends with the transaction, such as SET LOCAL, or ON COMMIT DROP for a temporary"
                            + " table; or name a direct connection in 'migrate.url'. Nothing was changed.",
                    List.copyOf(revisions));
        }
    }
}
