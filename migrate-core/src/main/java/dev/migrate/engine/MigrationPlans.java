package dev.migrate.engine;

import dev.migrate.adoption.Adoption;
import dev.migrate.contact.ContactDecision;
import dev.migrate.error.Command;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.Remedy;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Plan;
import dev.migrate.request.MigrationRequest;
import dev.migrate.revision.Symbol;
import dev.migrate.settings.MigrateSettings;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plans a request for a state of the database. */
record MigrationPlans(MigrateSettings settings, Direction direction, MigrationRequest request) {

    /**
     * Plans the request.
     *
     * @throws dev.migrate.error.MigrateException if the target is invalid or cannot be reached
     */
    Plan plan(DatabaseState state) {
        Plan plan = new StatePlanner(state).plan(this.direction, this.request.target());
        if (this.direction == Direction.DOWNGRADE && !this.request.missing()) {
            new DriftCheck(state).checkKeepsMissing(plan);
        }
        return plan;
    }

    /**
     * Returns all plans of the request. With {@code migrate.ahead=downgrade}, the downgrade of the missing revisions
     * precedes the upgrade.
     */
    List<Plan> all(DatabaseState state) {
        if (!downgradesFirst(state)) {
            return List.of(plan(state));
        }
        Plan downgrade = new StatePlanner(state).downgradeMissing();
        return List.of(downgrade, plan(state.afterDowngrade(downgrade)));
    }

    /** Returns all plans of the request, for which {@link #plan} returned the given one. */
    List<Plan> all(DatabaseState state, Plan plan) {
        return downgradesFirst(state) ? all(state) : List.of(plan);
    }

    /**
     * Plans the request again, since another process might have migrated the database. A target that is relative to the
     * current revisions keeps its first meaning, so that two concurrent requests for it take effect once.
     *
     * @param first the plan from before the lock was acquired
     */
    Plan replan(DatabaseState state, Plan first) {
        String target = this.request.target();
        if (!Symbol.parse(target).countsFromCurrent() || state.currentIds().equals(sorted(first.from()))) {
            return plan(state);
        }
        if (state.currentIds().equals(sorted(first.to()))) {
            return new Plan(this.direction, target, first.to(), List.of(), first.to());
        }
        throw new ImpossibleMigrationException(
                ErrorCode.MOVED_MEANWHILE,
                "Target '%s' is relative to %s, and another process has moved the database to %s."
                        .formatted(target, first.from(), state.currentIds()),
                Remedy.of(
                        "Run %s to check the database, then retry. Nothing was changed by this request.",
                        new Command("current")),
                state.currentIds());
    }

    private static List<String> sorted(List<String> ids) {
        return ids.stream().sorted().toList();
    }

    /** Returns whether the missing revisions must be reverted before the upgrade. */
    boolean downgradesFirst(DatabaseState state) {
        return this.direction == Direction.UPGRADE
                && this.settings.ahead() == MigrateSettings.Ahead.DOWNGRADE
                && !state.missing().isEmpty();
    }

    /** Returns whether the request changes anything. */
    boolean isNeeded(DatabaseState state, Plan plan) {
        return !plan.steps().isEmpty()
                || state.isInterrupted()
                || downgradesFirst(state)
                || baseline(state) != null
                || adoption(state).filter((adoption) -> !adoption.isEmpty()).isPresent();
    }

    /** Returns what the upgrade records first according to the history of another tool. */
    Optional<Adoption> adoption(DatabaseState state) {
        return this.direction == Direction.UPGRADE ? state.contact().adoption() : Optional.empty();
    }

    /** Returns whether a plan begins a revision that was imported from another tool. */
    boolean runsImported(DatabaseState state, Plan plan) {
        return plan.direction() == Direction.UPGRADE
                && plan.steps().stream()
                        .map((step) -> step.revision().id())
                        .filter((id) -> !state.interruptedIds().contains(id))
                        .anyMatch(state::isImported);
    }

    /** Returns the revision of {@code migrate.baseline} if the upgrade must stamp it first; null otherwise. */
    @Nullable
    String baseline(DatabaseState state) {
        return this.direction == Direction.UPGRADE && state.contact() instanceof ContactDecision.Baseline baseline
                ? baseline.revision()
                : null;
    }
}
