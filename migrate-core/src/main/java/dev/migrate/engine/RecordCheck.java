package dev.migrate.engine;

import dev.migrate.error.Command;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.Remedy;
import dev.migrate.history.AppliedRevision;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Plan;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks that the record of a database agrees with itself and with the graph of the scripts. */
record RecordCheck(DatabaseState state) {

    /**
     * Checks the whole record.
     *
     * @throws ImpossibleMigrationException if it is damaged or does not agree with the graph
     */
    void check() {
        checkReachable();
        List<String> current = this.state.currentIds();
        check(new Plan(Direction.UPGRADE, "", current, List.of(), current));
    }

    /**
     * Checks the part of the record that a plan relies on. An upgrade relies on all applied revisions, a downgrade on
     * the revisions that it reverts or makes current.
     *
     * @throws ImpossibleMigrationException if it does not agree with the graph
     */
    void check(Plan plan) {
        Set<String> unrecorded = this.state.unrecorded();
        Stream<String> required = plan.direction() == Direction.UPGRADE
                ? unrecorded.stream()
                : plan.steps().stream()
                        .flatMap((step) ->
                                Stream.concat(Stream.of(step.revision().id()), step.change().add().stream()))
                        .filter(unrecorded::contains);
        List<String> conflicts = Stream.concat(required, this.state.unreachable().stream())
                .distinct()
                .sorted()
                .toList();
        if (!conflicts.isEmpty()) {
            String first = conflicts.get(0);
            throw new ImpossibleMigrationException(
                    ErrorCode.GRAPH_HAS_CHANGED,
                    unrecorded.contains(first)
                            ? "Revision '%s' is required by an applied revision but is not recorded in this database."
                                    .formatted(first)
                            : "Revision '%s' is applied, but in the scripts no current revision descends from it."
                                    .formatted(first),
                    Remedy.of(
                            "Restore 'Revises' and 'Depends On' in the headers of the scripts. Otherwise change the database by hand to match the scripts, and run %s with its current revisions. Nothing was changed.",
                            new Command("stamp")),
                    conflicts);
        }
    }

    /**
     * Checks that each applied revision is a current revision or is required by one, according to the record alone.
     * Otherwise, no upgrade or downgrade would reach it.
     *
     * @throws ImpossibleMigrationException if the record is damaged
     */
    void checkReachable() {
        List<String> unreachable = this.state.unreachable();
        if (unreachable.isEmpty()) {
            return;
        }
        Set<String> reached = requiredByCurrent();
        List<String> lost = unreachable.stream()
                .filter((id) -> !reached.contains(id))
                .sorted()
                .toList();
        if (!lost.isEmpty()) {
            List<String> applied = this.state.storedState().applied().values().stream()
                    .filter((row) -> row.status() == AppliedRevision.Status.APPLIED)
                    .map(AppliedRevision::id)
                    .toList();
            throw new ImpossibleMigrationException(
                    ErrorCode.RECORD_DAMAGED,
                    "The record of this database is damaged: no current revision descends from the applied revisions %s."
                            .formatted(lost.stream().map("'%s'"::formatted).collect(Collectors.joining(", "))),
                    Remedy.of(
                            "Check which revisions this database contains. If it contains all recorded revisions, run %s. Nothing was changed.",
                            new Command("stamp "
                                    + String.join(" ", this.state.graph().maximal(applied)))),
                    lost);
        }
    }

    /** Returns the current revisions and all revisions that they require, according to the record alone. */
    private Set<String> requiredByCurrent() {
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(this.state.currentIds());
        while (!open.isEmpty()) {
            String id = open.pop();
            if (reached.add(id)) {
                this.state.row(id).map(AppliedRevision::revision).ifPresent((revision) -> {
                    open.addAll(revision.revises());
                    open.addAll(revision.dependsOn());
                });
            }
        }
        return reached;
    }
}
