package dev.migrate.engine;

import dev.migrate.adoption.Adoption;
import dev.migrate.adoption.AdoptionReader;
import dev.migrate.adoption.HistoryTable;
import dev.migrate.adoption.Since;
import dev.migrate.error.Command;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.Remedy;
import dev.migrate.plan.Plan;
import dev.migrate.run.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what other tools have completed since their histories were read last, without recording it. */
record LaterHistory(MigrationContext context) {

    /**
     * Returns what an upgrade would adopt before it runs the imported revisions of its plans.
     *
     * @throws ImpossibleMigrationException if it could not adopt a history
     */
    List<Adoption> adoptions(DatabaseState state, List<Plan> plans) {
        if (this.context.plans().adoption(state).isPresent()
                || plans.stream().noneMatch((plan) -> this.context.plans().runsImported(state, plan))) {
            return List.of();
        }
        Session session = this.context.session();
        AdoptionReader reader = this.context.stateReader().adoptionReader(session);
        List<HistoryTable> tables =
                reader.relevant(this.context.sessionTemplate().histories(session));
        String positions = !tables.isEmpty()
                        && state.storedState().hasTables()
                        && state.storedState().hasAllColumns()
                ? session.history().adoptedPositions()
                : "";
        Set<String> applied = state.storedState().applied().keySet();
        List<Adoption> adoptions = new ArrayList<>();
        for (HistoryTable table : tables) {
            Adoption adoption = HistoryAdoption.accepted(session.query((connection, dialect, recordTables) ->
                    reader.read(connection, dialect, table, applied, Since.of(table, positions))));
            if (!adoption.isEmpty()) {
                adoptions.add(adoption);
            }
        }
        return adoptions;
    }

    /**
     * Checks that there is nothing to adopt while a revision is interrupted.
     *
     * @throws ImpossibleMigrationException if another tool has completed revisions that the plans would run
     */
    void checkNothingToAdopt(DatabaseState state, List<Plan> plans) {
        for (Adoption adoption : adoptions(state, plans)) {
            String interrupted = String.join(" ", state.interruptedIds());
            throw new ImpossibleMigrationException(
                    ErrorCode.UNADOPTABLE_HISTORY,
                    "Revision '%s' is interrupted, and %s must be adopted before the upgrade continues after it."
                            .formatted(interrupted, adoption),
                    Remedy.of("Run %s to resume the revision, then retry.", new Command("upgrade " + interrupted)),
                    state.interruptedIds());
        }
    }
}
