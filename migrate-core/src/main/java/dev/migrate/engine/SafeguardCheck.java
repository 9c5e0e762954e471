package dev.migrate.engine;

import dev.migrate.error.ConfirmationRequiredException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.UnknownRevisionException;
import dev.migrate.error.WrongSymbolException;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Plan;
import dev.migrate.request.Safeguards;
import dev.migrate.revision.Revision;
import dev.migrate.revision.Symbol;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** Checks the safeguards of a request before anything runs. */
public final class SafeguardCheck {

    private static final String PROPERTY = "management.endpoint.migrations.downgrade-floor";

    private final Safeguards rules;
    private final DatabaseState now;

    public SafeguardCheck(Safeguards rules, DatabaseState now) {
        this.rules = rules;
        this.now = now;
    }

    /**
     * Checks plans. Rejects a downgrade below the floor, a confirmation of other revisions, and possible data loss
     * without a confirmation.
     */
    void move(List<Plan> plans, Supplier<Preview> preview) {
        if (!this.rules.enforced()) {
            return;
        }
        floor(plans);
        Plan last = plans.get(plans.size() - 1);
        String expected = Preview.confirmation(last.to());
        String given = this.rules.confirm();
        if (given != null && !given.equals(expected)) {
            throw ConfirmationRequiredException.differing(
                    last.direction().toString(), given, expected, preview.get().losses());
        }
        if (given == null && plans.stream().anyMatch((plan) -> !plan.steps().isEmpty())) {
            List<String> losses = preview.get().losses();
            if (!losses.isEmpty()) {
                throw ConfirmationRequiredException.missing(last.direction().toString(), expected, losses);
            }
        }
    }

    /** Rejects a downgrade below the floor. */
    void floor(List<Plan> plans) {
        if (plans.stream().anyMatch((plan) -> plan.direction() == Direction.DOWNGRADE)) {
            stays(plans.get(plans.size() - 1).to());
        }
    }

    /** Checks a stamp. Rejects a stamp below the floor, and a confirmation of other revisions. */
    public void stamp(List<String> rows) {
        stays(rows);
        String expected = Preview.confirmation(rows);
        String given = this.rules.confirm();
        if (given != null && !given.equals(expected)) {
            throw ConfirmationRequiredException.differing("stamp", given, expected, List.of());
        }
    }

    private void stays(Collection<String> rows) {
        String floor = this.rules.floor();
        if (floor == null) {
            return;
        }
        List<String> applied = this.now.closure(rows).stream().map(Revision::id).toList();
        List<String> needed = resolved(floor);
        if (!applied.containsAll(needed)) {
            throw new ImpossibleMigrationException(
                    ErrorCode.BELOW_FLOOR,
                    "Revision '%s' would not be applied any more, and it is the floor for downgrades and stamps over HTTP."
                            .formatted(String.join("', '", needed)),
                    "Choose a target that keeps it, or run the command on the command line. '%s' sets the floor. Nothing was changed."
                            .formatted(PROPERTY),
                    needed);
        }
    }

    /** Resolves the floor. Rejects a symbol that is relative to the current revisions. */
    private List<String> resolved(String floor) {
        try {
            Symbol symbol = Symbol.parse(floor);
            List<String> ids = symbol.countsFromCurrent()
                    ? List.of()
                    : this.now.resolve(floor).stream().map(Revision::id).toList();
            if (!ids.isEmpty()) {
                return ids;
            }
        } catch (UnknownRevisionException | WrongSymbolException | ImpossibleMigrationException unresolved) {
            throw noFloor(floor, String.valueOf(unresolved.getMessage()));
        }
        throw noFloor(floor, "It names no revision of its own.");
    }

    private static ImpossibleMigrationException noFloor(String floor, String why) {
        return new ImpossibleMigrationException(
                ErrorCode.UNRESOLVED_FLOOR,
                "The floor '%s' for downgrades and stamps over HTTP cannot be resolved: %s".formatted(floor, why),
                "Set '%s' to the id of a revision. Nothing was changed.".formatted(PROPERTY),
                List.of());
    }
}
