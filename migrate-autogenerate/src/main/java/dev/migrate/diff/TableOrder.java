package dev.migrate.diff;

import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.CreateTable;
import dev.migrate.operation.Operation;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Orders new tables so that each follows the tables that its foreign keys reference. A foreign key in a cycle, or to a
 * table that is not ready, is added after all tables are created.
 */
record TableOrder(List<Operation> tables, List<Operation> keys) {

    static TableOrder of(
            List<Table> tables,
            Predicate<QualifiedName> ready,
            Map<QualifiedName, List<String>> rows,
            ConstraintNaming constraintNaming) {
        List<Table> left = new ArrayList<>(tables);
        Set<QualifiedName> there = new HashSet<>();
        List<Operation> created = new ArrayList<>();
        List<Operation> keys = new ArrayList<>();
        while (!left.isEmpty()) {
            Set<QualifiedName> waiting = left.stream().map(Table::name).collect(Collectors.toSet());
            Optional<Table> free = left.stream()
                    .filter((table) -> keys(table).stream()
                            .map(Constraint::references)
                            .noneMatch((target) ->
                                    waiting.contains(target) && !table.name().equals(target)))
                    .findFirst();
            Table next = free.orElse(left.get(0));
            left.remove(next);
            there.add(next.name());
            List<Constraint> inline = new ArrayList<>();
            for (Constraint constraint : next.constraints()) {
                Constraint named = constraintNaming.named(next.name(), constraint);
                QualifiedName target = constraint.references();
                if (target == null || there.contains(target) || ready.test(target)) {
                    inline.add(named);
                } else {
                    keys.add(new AddConstraint(next.name(), named));
                }
            }
            created.add(new CreateTable(
                    next.withConstraints(inline)
                            .withIndexes(next.indexes().stream()
                                    .map((index) -> constraintNaming.named(next.name(), index))
                                    .toList()),
                    rows.getOrDefault(next.name(), List.of())));
        }
        return new TableOrder(List.copyOf(created), List.copyOf(keys));
    }

    /** Returns all operations in their order. */
    List<Operation> operations() {
        List<Operation> all = new ArrayList<>(this.tables);
        all.addAll(this.keys);
        return all;
    }

    private static List<Constraint> keys(Table table) {
        return table.constraints(Constraint.Kind.FOREIGN_KEY);
    }
}
