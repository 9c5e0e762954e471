package dev.migrate.diff;

import dev.migrate.schema.Constraint;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the references between tables that close a cycle. Without them, the tables can be created in some order. */
final class ForeignKeyCycles {

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
        Set<QualifiedName> seen = new HashSet<>();
        for (Table table : tables) {
            if (seen.add(table.name())) {
                cycles.search(table.name(), referencing, seen);
            }
        }
        return cycles;
    }

    /** Searches depth first. A reference to a table on the current path closes a cycle. */
    private void search(
            QualifiedName first, Map<QualifiedName, Set<QualifiedName>> referencing, Set<QualifiedName> seen) {
        Map<QualifiedName, Iterator<QualifiedName>> path = new HashMap<>();
        Deque<QualifiedName> open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            QualifiedName target = open.element();
            Iterator<QualifiedName> tables = path.computeIfAbsent(
                    target, (name) -> referencing.getOrDefault(name, Set.of()).iterator());
            if (!tables.hasNext()) {
                path.remove(open.pop());
                continue;
            }
            QualifiedName table = tables.next();
            if (path.containsKey(table)) {
                this.closing.add(new Reference(table, target));
            } else if (seen.add(table)) {
                open.push(table);
            }
        }
    }

    /** Whether a foreign key from a table to a target closes a cycle. */
    boolean areClosedBy(QualifiedName table, QualifiedName target) {
        return this.closing.contains(new Reference(table, target));
    }

    private record Reference(QualifiedName table, QualifiedName target) {}
}
