package dev.migrate.diff;

import dev.migrate.diff.Phase.Stage;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.Operation;
import dev.migrate.operation.TableOperation;
import dev.migrate.schema.QualifiedName;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The order in which existing tables change: a table follows those to which it gets a foreign key, if there is no
 * cycle.
 *
 * @param ranks the position of each table
 * @param changed the tables of which more than foreign keys change
 */
record TableOrder(Map<QualifiedName, Integer> ranks, Set<QualifiedName> changed) {

    static final TableOrder NONE = new TableOrder(Map.of(), Set.of());

    static TableOrder of(Collection<PlannedOperation> operations) {
        Map<QualifiedName, Set<QualifiedName>> targets = new LinkedHashMap<>();
        Set<QualifiedName> changed = new HashSet<>();
        for (PlannedOperation planned : operations) {
            if (planned.operation() instanceof TableOperation change) {
                Set<QualifiedName> others = targets.computeIfAbsent(change.table(), (name) -> new LinkedHashSet<>());
                if (change instanceof AddConstraint add && add.constraint().references() != null) {
                    others.add(add.constraint().references());
                }
                if (planned.phase().stage() == Stage.TABLE) {
                    changed.add(change.table());
                }
            }
        }
        Map<QualifiedName, Integer> ranks = new LinkedHashMap<>();
        Set<QualifiedName> seen = new HashSet<>();
        targets.keySet().forEach((table) -> rank(table, targets, seen, ranks));
        return new TableOrder(Map.copyOf(ranks), Set.copyOf(changed));
    }

    private static void rank(
            QualifiedName first,
            Map<QualifiedName, Set<QualifiedName>> targets,
            Set<QualifiedName> seen,
            Map<QualifiedName, Integer> ranks) {
        Deque<Visit> open = new ArrayDeque<>();
        if (seen.add(first)) {
            open.push(new Visit(first, targets.getOrDefault(first, Set.of()).iterator()));
        }
        while (!open.isEmpty()) {
            Visit visit = open.element();
            if (!visit.targets().hasNext()) {
                ranks.put(visit.table(), ranks.size());
                open.pop();
                continue;
            }
            QualifiedName target = visit.targets().next();
            if (targets.containsKey(target) && seen.add(target)) {
                open.push(
                        new Visit(target, targets.getOrDefault(target, Set.of()).iterator()));
            }
        }
    }

    private record Visit(QualifiedName table, Iterator<QualifiedName> targets) {}

    /** Returns the stage of an operation. A foreign key changes with its table, unless the other table is not ready. */
    Stage stage(PlannedOperation planned) {
        return planned.phase().isOfForeignKey() && isWithItsTable(planned.operation())
                ? Stage.TABLE
                : planned.phase().stage();
    }

    private boolean isWithItsTable(Operation operation) {
        if (operation instanceof AddConstraint add) {
            QualifiedName target = add.constraint().references();
            return isUnaffected(add.table(), target) || rank(target) < rank(add.table());
        }
        if (operation instanceof DropConstraint drop) {
            QualifiedName target = drop.constraint().references();
            return isUnaffected(drop.table(), target) || rank(drop.table()) < rank(target);
        }
        return false;
    }

    private boolean isUnaffected(QualifiedName table, @Nullable QualifiedName target) {
        return target == null || target.equals(table) || !this.changed.contains(target);
    }

    /** Returns the position of a table; 0 for an operation on something else. */
    int rank(Operation operation) {
        return operation instanceof TableOperation change ? rank(change.table()) : 0;
    }

    private int rank(@Nullable QualifiedName table) {
        return table == null ? 0 : this.ranks.getOrDefault(table, 0);
    }
}
