package dev.migrate.diff;

import dev.migrate.schema.Constraint;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;
import java.util.HashMap;
import java.util.HashSet;
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
        ForeignKeyCycles cycles = new ForeignKeyCycles();
        for (Table target : tables) {
            tables.stream()
                    .filter((table) -> references(table, target.name()))
                    .forEach((table) -> cycles.add(table.name(), target.name()));
        }
        return cycles;
    }

    private static boolean references(Table table, QualifiedName target) {
        return !table.name().equals(target)
                && table.constraints().stream().map(Constraint::references).anyMatch(target::equals);
    }

    private void add(QualifiedName table, QualifiedName target) {
        if (reaches(target, table, new HashSet<>())) {
            this.closing.add(new Reference(table, target));
        } else {
            this.targets.computeIfAbsent(table, (name) -> new HashSet<>()).add(target);
        }
    }

    private boolean reaches(QualifiedName from, QualifiedName to, Set<QualifiedName> seen) {
        return from.equals(to)
                || this.targets.getOrDefault(from, Set.of()).stream()
                        .filter(seen::add)
                        .anyMatch((next) -> reaches(next, to, seen));
    }

    /** Whether a foreign key from a table to a target closes a cycle. */
    boolean areClosedBy(QualifiedName table, QualifiedName target) {
        return this.closing.contains(new Reference(table, target));
    }

    private record Reference(QualifiedName table, QualifiedName target) {}
}
