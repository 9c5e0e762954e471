package dev.migrate.engine;

import dev.migrate.error.ConfirmationRequiredException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.Remedy;
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

    private static final String SET_FLOOR =
            "Set '%s' to the id of a revision. Nothing was changed.".formatted(PROPERTY);

    private final Safeguards safeguards;
    private final DatabaseState state;

    public SafeguardCheck(Safeguards safeguards, DatabaseState state) {
        this.safeguards = safeguards;
        this.state = state;
    }

    /**
     * Checks the plans of an upgrade or a downgrade.
     *
     * @throws ImpossibleMigrationException if they downgrade below the floor
     * @throws ConfirmationRequiredException if other revisions are confirmed, or if data might be lost without a
     *     confirmation
     */
    void checkPlans(List<Plan> plans, Supplier<Preview> preview) {
        if (!this.safeguards.enforced()) {
            return;
        }
        checkFloor(plans);
        Plan last = plans.get(plans.size() - 1);
        String expected = Preview.confirmation(last.to());
        String given = this.safeguards.confirm();
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

    /**
     * Checks that the revision of the floor stays applied.
     *
     * @throws ImpossibleMigrationException if the plans downgrade below the floor
     */
    void checkFloor(List<Plan> plans) {
        if (plans.stream().anyMatch((plan) -> plan.direction() == Direction.DOWNGRADE)) {
            checkFloorIn(plans.get(plans.size() - 1).to());
        }
    }

    /**
     * Checks a stamp.
     *
     * @param current the current revisions after the stamp
     * @throws ImpossibleMigrationException if it is below the floor
     * @throws ConfirmationRequiredException if other revisions are confirmed
     */
    public void checkStamp(List<String> current) {
        checkFloorIn(current);
        String expected = Preview.confirmation(current);
        String given = this.safeguards.confirm();
        if (given != null && !given.equals(expected)) {
            throw ConfirmationRequiredException.differing("stamp", given, expected, List.of());
        }
    }

    private void checkFloorIn(Collection<String> current) {
        String floor = this.safeguards.floor();
        if (floor == null) {
            return;
        }
        List<String> applied =
                this.state.closure(current).stream().map(Revision::id).toList();
        List<String> required = resolve(floor);
        if (!applied.containsAll(required)) {
            throw new ImpossibleMigrationException(
                    ErrorCode.BELOW_FLOOR,
                    "Revision '%s' must stay applied: it is the floor for downgrades and stamps over HTTP."
                            .formatted(String.join("', '", required)),
                    "Choose a target that keeps it applied, or use the command line. Property '%s' sets the floor. Nothing was changed."
                            .formatted(PROPERTY),
                    required);
        }
    }

    /** Resolves the floor, which must not be relative to the current revisions. */
    private List<String> resolve(String floor) {
        try {
            Symbol symbol = Symbol.parse(floor);
            List<String> ids = symbol.countsFromCurrent()
                    ? List.of()
                    : this.state.resolve(floor).stream().map(Revision::id).toList();
            if (!ids.isEmpty()) {
                return ids;
            }
        } catch (UnknownRevisionException unknown) {
            throw unresolvedFloor(
                    floor,
                    String.valueOf(unknown.getMessage()),
                    unknown.remedy().then(SET_FLOOR));
        } catch (WrongSymbolException | ImpossibleMigrationException unresolved) {
            throw unresolvedFloor(floor, String.valueOf(unresolved.getMessage()), Remedy.of(SET_FLOOR));
        }
        throw unresolvedFloor(
                floor, "It must name a revision, and not relative to the current revisions.", Remedy.of(SET_FLOOR));
    }

    private static ImpossibleMigrationException unresolvedFloor(String floor, String reason, Remedy remedy) {
        return new ImpossibleMigrationException(
                ErrorCode.UNRESOLVED_FLOOR,
                "The floor '%s' for downgrades and stamps over HTTP cannot be resolved: %s".formatted(floor, reason),
                remedy,
                List.of());
    }
}
