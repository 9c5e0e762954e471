package dev.migrate.diff;

import dev.migrate.schema.Constraint;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the references between tables that close a cycle. Without them, the tables can be created in some order. */
final class ForeignKeyCycles {

    /** The tables that each table references, without the references that close a cycle. */
    private final Map<QualifiedName, Set<QualifiedName>> targets = new HashMap<>();

    private final Set<Reference> closing = new HashSet<>();

    private ForeignKeyCycles() {}

    /** Returns the cycles of tables; the first table of a cycle can be created first. */
    static ForeignKeyCycles of(List<Table> tables) {
        Map<QualifiedName, Set<QualifiedName>> referencing = new HashMap<>();
        for (Table table : tables) {
            table.constraints().stream()
                    .map(Constraint::references)
                    .filter((target) -> target != null && !target.equals(table.name()))
                    .forEach((target) -> referencing
                            .computeIfAbsent(target, (name) -> new LinkedHashSet<>())
                            .add(table.name()));
        }
        ForeignKeyCycles cycles = new ForeignKeyCycles();
        for (Table target : tables) {
            referencing.getOrDefault(target.name(), Set.of()).forEach((table) -> cycles.add(table, target.name()));
        }
        return cycles;
    }

    private void add(QualifiedName table, QualifiedName target) {
        if (reaches(target, table)) {
            this.closing.add(new Reference(table, target));
        } else {
            this.targets.computeIfAbsent(table, (name) -> new HashSet<>()).add(target);
        }
    }

    private boolean reaches(QualifiedName from, QualifiedName to) {
        Set<QualifiedName> seen = new HashSet<>();
        Deque<QualifiedName> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty() && !seen.contains(to)) {
            for (QualifiedName target : this.targets.getOrDefault(open.pop(), Set.of())) {
                if (seen.add(target)) {
                    open.push(target);
                }
            }
        }
        return seen.contains(to);
    }

    /** Whether a foreign key from a table to a target closes a cycle. */
    boolean areClosedBy(QualifiedName table, QualifiedName target) {
        return this.closing.contains(new Reference(table, target));
    }

    private record Reference(QualifiedName table, QualifiedName target) {}
}
