package dev.migrate.run;

import dev.migrate.catalog.InterruptionEffect;
import dev.migrate.dialect.Dialect;
import dev.migrate.script.Section;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import java.util.Optional;
import java.util.function.Function;

/** What shares a transaction: chosen for a run by its settings, and for a revision by its section. */
enum TransactionScope {

    /** All revisions of the run share one transaction with their records. */
    RUN,

    /** The statements of a revision share one transaction with its record. */
    REVISION,

    /** Statements do not share a transaction, and the journal records each of them. */
    STATEMENT;

    /**
     * Chooses the scope for a section: one transaction if all of its statements can be rolled back, or if none of them
     * ends a transaction.
     *
     * @param effects returns the effect of a statement, which decides what an interruption can leave
     */
    static TransactionScope of(Section section, Dialect dialect, Function<Statement, InterruptionEffect> effects) {
        if (!section.transactional()) {
            return STATEMENT;
        }
        return dialect.transactionalDdl() || allTransactional(section, effects) ? REVISION : STATEMENT;
    }

    private static boolean allTransactional(Section section, Function<Statement, InterruptionEffect> effects) {
        try (Statements statements = section.statements()) {
            for (Optional<Statement> next = statements.next(); next.isPresent(); next = statements.next()) {
                if (next.get().code().isPresent() || effects.apply(next.get()) != InterruptionEffect.TRANSACTIONAL) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Returns the outcome for the revision if its transaction could not be committed. */
    RevisionOutcome outcomeOfFailure() {
        return switch (this) {
            case RUN -> RevisionOutcome.RUN_ROLLED_BACK;
            case REVISION -> RevisionOutcome.ROLLED_BACK;
            case STATEMENT -> RevisionOutcome.UNCHANGED;
        };
    }
}
