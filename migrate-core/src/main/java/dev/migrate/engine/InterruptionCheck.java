package dev.migrate.engine;

import dev.migrate.error.Command;
import dev.migrate.error.InterruptedRevisionException;
import dev.migrate.error.Remedy;
import dev.migrate.history.AppliedRevision;
import dev.migrate.history.JournalEntry;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Plan;
import dev.migrate.run.InterruptedRevisionErrors;
import dev.migrate.script.Script;
import java.util.Optional;
import java.util.function.Function;

/** Checks requests on a database with an interrupted revision. */
record InterruptionCheck(DatabaseState state) {

    /**
     * Checks that a plan resumes the interrupted revision, if there is one.
     *
     * @param journal returns the journal entry of a revision
     * @throws InterruptedRevisionException if it does not
     */
    void checkResumes(Plan plan, Function<String, Optional<JournalEntry>> journal) {
        Optional<AppliedRevision> interrupted = this.state.storedState().interrupted();
        if (interrupted.isEmpty()) {
            return;
        }
        AppliedRevision row = interrupted.get();
        String id = row.id();
        Direction direction = directionOf(row);
        boolean resumes = plan.direction() == direction
                && plan.steps().stream().anyMatch((step) -> step.revision().id().equals(id));
        if (resumes) {
            return;
        }
        if (this.state.isUpgradeWithoutScript(row)) {
            throw InterruptedRevisionErrors.withoutScript(id, journal.apply(id));
        }
        String location = this.state.script(id).map(Script::location).orElse("database:" + id);
        throw journal.apply(id)
                .map((entry) -> InterruptedRevisionErrors.conflicting(entry, location))
                .orElseGet(() -> InterruptedRevisionErrors.beforeFirstStatement(id, direction));
    }

    /**
     * Checks that no revision is interrupted, for a script, which cannot resume one.
     *
     * @throws InterruptedRevisionException if a revision is interrupted
     */
    void checkNotInterrupted() {
        this.state.storedState().interrupted().ifPresent((row) -> {
            throw new InterruptedRevisionException(
                    row.id(),
                    "The %s of revision '%s' is interrupted, and a script cannot resume it."
                            .formatted(directionOf(row), row.id()),
                    Remedy.of(
                            "Run the %s again to resume it, or run %s with the revisions that the database contains. Then retry.",
                            directionOf(row), new Command("stamp")));
        });
    }

    static Direction directionOf(AppliedRevision interrupted) {
        return interrupted.status() == AppliedRevision.Status.UPGRADING ? Direction.UPGRADE : Direction.DOWNGRADE;
    }
}
