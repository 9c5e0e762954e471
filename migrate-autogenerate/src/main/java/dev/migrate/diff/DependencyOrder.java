package dev.migrate.diff;

import dev.migrate.operation.DdlLimit;
import dev.migrate.operation.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Orders operations so that each runs after those that produce what it requires, and before those that destroy what it
 * still uses. The stage, the table, and the phase decide between operations that can both run, then their given order.
 * The order is valid for the inverse operations, too, when it is reversed.
 */
final class DependencyOrder {

    private final OperationEffects effects;

    DependencyOrder(Set<DdlLimit> limits) {
        this.effects = new OperationEffects(limits);
    }

    List<Operation> of(Collection<PlannedOperation> operations) {
        Map<Phase, List<PlannedOperation>> phases =
                new TreeMap<>(operations.stream().collect(Collectors.groupingBy(PlannedOperation::phase)));
        phases.replaceAll((phase, group) -> phase.isSortedByInverses() ? sortedByInverses(phase, group) : group);
        List<PlannedOperation> all =
                phases.values().stream().flatMap(List::stream).toList();
        return sorted(all, TableOrder.of(operations)).stream()
                .map(PlannedOperation::operation)
                .toList();
    }

    /** Returns the operations in the opposite of the order of their inverses. */
    private List<PlannedOperation> sortedByInverses(Phase phase, List<PlannedOperation> group) {
        List<PlannedOperation> inverses =
                group.stream().map(PlannedOperation::inverse).collect(Collectors.toCollection(ArrayList::new));
        if (!phase.isLastFirst()) {
            Collections.reverse(inverses);
        }
        List<PlannedOperation> sorted = new ArrayList<>(sorted(inverses, TableOrder.NONE));
        Collections.reverse(sorted);
        return sorted.stream().map(PlannedOperation::inverse).toList();
    }

    private List<PlannedOperation> sorted(List<PlannedOperation> operations, TableOrder tables) {
        return new DependencyGraph(operations, this.effects, tables).sorted();
    }
}
