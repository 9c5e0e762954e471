package dev.migrate.diff;

import dev.migrate.operation.Define;
import dev.migrate.operation.Operation;
import dev.migrate.operation.Redefine;
import dev.migrate.schema.Definition;
import dev.migrate.schema.QualifiedName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Views, routines, triggers and the like: those that change or go, and those that step aside while what they rest on
 * changes. Each goes before what it uses, and comes after it.
 *
 * @param exchanged what tables may need and has to go to come back as another, which the server allows where none does
 * @param gone what goes before anything else is done
 * @param late what goes last, since tables may need it until then
 * @param early what comes before the tables, which may need it, or is changed in place since they do
 * @param back what comes, or comes back, when all else is done
 */
record Redefinitions(
        List<Definition> exchanged,
        List<Definition> gone,
        List<Definition> late,
        List<Operation> early,
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
        List<Redefine> replacements = differences.stream()
                .filter(Redefinitions::isReplaced)
                .map((difference) -> new Redefine(
                        (Definition) Objects.requireNonNull(difference.before()), (Definition) difference.element()))
                .toList();
        List<Difference> anew = differences.stream()
                .filter((difference) -> !isReplaced(difference))
                .toList();
        Set<Definition> exchanged = anew.stream()
                .filter((difference) -> difference.before() instanceof Definition before
                        && before.beforeTables()
                        && difference.after() instanceof Definition after
                        && after.beforeTables())
                .map((difference) -> (Definition) difference.before())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<QualifiedName> unsettled = new TreeSet<>(blocked);
        exchanged.forEach((definition) -> unsettled.add(definition.name()));
        replacements.stream()
                .filter(Redefinitions::takesAttributes)
                .forEach((replacement) -> unsettled.add(replacement.before().name()));
        Set<Definition> changed = anew.stream()
                .map(Difference::before)
                .filter(Definition.class::isInstance)
                .map(Definition.class::cast)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<Definition> going = DefinitionOrder.of(going(current, changed, unsettled, dropped));
        Collections.reverse(going);
        List<Definition> gone = going.stream()
                .filter((definition) -> !definition.beforeTables())
                .toList();
        List<Definition> late = going.stream()
                .filter(Definition::beforeTables)
                .filter((definition) -> !exchanged.contains(definition))
                .toList();
        List<Definition> wanted = anew.stream()
                .map(Difference::after)
                .filter(Definition.class::isInstance)
                .map(Definition.class::cast)
                .toList();
        Set<Definition> back = new LinkedHashSet<>();
        wanted.stream().filter((definition) -> !definition.beforeTables()).forEach(back::add);
        gone.stream().filter((definition) -> !changed.contains(definition)).forEach(back::add);
        return new Redefinitions(
                going.stream().filter(exchanged::contains).toList(),
                gone,
                late,
                early(wanted.stream().filter(Definition::beforeTables).toList(), replacements),
                DefinitionOrder.of(back));
    }

    /** Where nothing tells, what is new goes first: what it may speak of is there in its old form. */
    private static List<Operation> early(List<Definition> made, List<Redefine> replacements) {
        Map<Definition, Operation> operations = new LinkedHashMap<>();
        made.forEach((definition) -> operations.put(definition, new Define(definition)));
        replacements.forEach((replacement) -> operations.put(replacement.after(), replacement));
        return DefinitionOrder.of(operations.keySet()).stream()
                .map((definition) -> Objects.requireNonNull(operations.get(definition)))
                .toList();
    }

    private static boolean isReplaced(Difference difference) {
        return difference.before() instanceof Definition before
                && difference.after() instanceof Definition after
                && after.canFollow(before);
    }

    /** What a view shows of a type cannot go before the view. */
    private static boolean takesAttributes(Redefine replacement) {
        return replacement.before().pieces().stream()
                .anyMatch((piece) -> piece.sort() == Definition.Piece.Sort.ATTRIBUTE
                        && !replacement.after().pieces().contains(piece));
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
