package dev.migrate.diff;

import dev.migrate.diff.Difference.Change;
import dev.migrate.operation.Execute;
import dev.migrate.operation.Operation;
import dev.migrate.schema.Definition;
import dev.migrate.schema.QualifiedName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Views, routines, triggers and the like: those that change or go, and those that step aside while what they rest on
 * changes. Each goes before what it uses, and comes after it.
 *
 * @param replacements of what tables need, so that it can neither go nor step aside
 * @param gone what goes before anything else is done
 * @param late what goes last, since tables may need it until then
 * @param early what comes before the tables, which may need it
 * @param back what comes, or comes back, when all else is done
 */
record Redefinitions(
        List<Operation> replacements,
        List<Definition> gone,
        List<Definition> late,
        List<Definition> early,
        List<Definition> back) {

    /**
     * Works it out.
     *
     * @param blocked tables and types that change in a way for which what rests on them has to go
     * @param dropped whether a table goes, and with it its triggers
     */
    static Redefinitions of(
            List<Definition> current,
            List<Difference> differences,
            Set<QualifiedName> blocked,
            Predicate<QualifiedName> dropped) {
        List<Difference> exchanged = differences.stream()
                .filter((difference) -> !isReplaced(difference))
                .toList();
        Set<Definition> changed = exchanged.stream()
                .map(Difference::before)
                .filter(Definition.class::isInstance)
                .map(Definition.class::cast)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<Definition> going = DefinitionOrder.of(going(current, changed, blocked, dropped));
        Collections.reverse(going);
        List<Definition> gone = going.stream()
                .filter((definition) -> !definition.beforeTables())
                .toList();
        List<Definition> late = going.stream().filter(Definition::beforeTables).toList();
        List<Definition> wanted = exchanged.stream()
                .map(Difference::after)
                .filter(Definition.class::isInstance)
                .map(Definition.class::cast)
                .toList();
        Set<Definition> back = new LinkedHashSet<>();
        wanted.stream().filter((definition) -> !definition.beforeTables()).forEach(back::add);
        gone.stream().filter((definition) -> !changed.contains(definition)).forEach(back::add);
        return new Redefinitions(
                differences.stream()
                        .filter(Redefinitions::isReplaced)
                        .flatMap((difference) -> replacement(difference).stream())
                        .toList(),
                gone,
                late,
                DefinitionOrder.of(
                        wanted.stream().filter(Definition::beforeTables).toList()),
                DefinitionOrder.of(back));
    }

    private static boolean isReplaced(Difference difference) {
        return difference.change() == Change.ALTER
                && difference.after() instanceof Definition after
                && after.beforeTables()
                && after.create().get(0).startsWith("CREATE OR REPLACE ");
    }

    private static List<Operation> replacement(Difference difference) {
        List<Operation> operations = new ArrayList<>();
        for (String sql : ((Definition) Objects.requireNonNull(difference.before())).create()) {
            operations.add(0, new Execute("", sql));
        }
        for (String sql : ((Definition) difference.element()).create()) {
            operations.add(new Execute(sql, ""));
        }
        return operations;
    }

    private static Set<Definition> going(
            List<Definition> current,
            Set<Definition> changed,
            Set<QualifiedName> changing,
            Predicate<QualifiedName> dropped) {
        Set<Definition> gone = new LinkedHashSet<>(changed);
        Set<QualifiedName> blocked = new TreeSet<>(changing);
        boolean more = true;
        while (more) {
            gone.stream()
                    .filter((definition) -> !definition.beforeTables())
                    .forEach((definition) -> blocked.add(definition.name()));
            more = current.stream()
                            .filter((definition) -> !definition.beforeTables())
                            .filter((definition) -> definition.kind() != Definition.Kind.PARTITION
                                    || losesParent(definition, gone, dropped))
                            .filter((definition) -> definition.uses().stream().anyMatch(blocked::contains)
                                    || (definition.table() != null
                                            && blocked.contains(definition.table())
                                            && !dropped.test(definition.table())))
                            .filter(gone::add)
                            .count()
                    > 0;
        }
        return gone;
    }

    /** A partition changes with its table, and only goes with it. */
    private static boolean losesParent(Definition partition, Set<Definition> gone, Predicate<QualifiedName> dropped) {
        return partition.uses().stream()
                .anyMatch((parent) -> dropped.test(parent)
                        || gone.stream()
                                .anyMatch((definition) -> definition.name().equals(parent)));
    }
}
