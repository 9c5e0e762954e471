package dev.migrate.diff;

import dev.migrate.operation.CreateObject;
import dev.migrate.operation.Operation;
import dev.migrate.operation.ReplaceObject;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SqlObject;
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
 * The changes to views, routines, triggers and other objects defined by SQL: those that change, and those that must be
 * dropped and recreated while an object that they use changes. Each is dropped before and created after the objects
 * that it uses.
 *
 * @param exchanged objects that tables might use and that are replaced by a different definition; they are dropped,
 *     which the server allows only if no table uses them
 * @param drops objects that are dropped before any other operation
 * @param late objects that are dropped last, because tables might use them until then
 * @param early operations that precede the tables because tables might use their results: new objects and replacements
 *     in place
 * @param recreates objects that are created or recreated after all other operations
 */
record SqlObjectChanges(
        List<SqlObject> exchanged,
        List<SqlObject> drops,
        List<SqlObject> late,
        List<Operation> early,
        List<SqlObject> recreates) {

    /**
     * Determines the changes.
     *
     * @param blocked tables and types whose change requires the objects that use them to be dropped
     * @param dropped whether a table is dropped, together with its triggers
     */
    static SqlObjectChanges of(
            List<SqlObject> current,
            List<SchemaDifference> differences,
            Set<QualifiedName> blocked,
            Predicate<QualifiedName> dropped) {
        List<ReplaceObject> replacements = differences.stream()
                .filter(SqlObjectChanges::isReplaced)
                .map((schemaDifference) ->
                        new ReplaceObject((SqlObject) Objects.requireNonNull(schemaDifference.before()), (SqlObject)
                                schemaDifference.element()))
                .toList();
        List<SchemaDifference> redefined = differences.stream()
                .filter((schemaDifference) -> !isReplaced(schemaDifference))
                .toList();
        Set<SqlObject> exchanged = redefined.stream()
                .filter((schemaDifference) -> schemaDifference.before() instanceof SqlObject before
                        && before.beforeTables()
                        && schemaDifference.after() instanceof SqlObject after
                        && after.beforeTables())
                .map((schemaDifference) -> (SqlObject) schemaDifference.before())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<QualifiedName> unsettled = new TreeSet<>(blocked);
        exchanged.forEach((sqlObject) -> unsettled.add(sqlObject.name()));
        replacements.stream()
                .filter(SqlObjectChanges::takesAttributes)
                .forEach((replacement) -> unsettled.add(replacement.before().name()));
        Set<SqlObject> changed = redefined.stream()
                .map(SchemaDifference::before)
                .filter(SqlObject.class::isInstance)
                .map(SqlObject.class::cast)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<SqlObject> going = SqlObjectOrder.of(going(current, changed, unsettled, dropped));
        Collections.reverse(going);
        List<SqlObject> gone =
                going.stream().filter((sqlObject) -> !sqlObject.beforeTables()).toList();
        List<SqlObject> late = going.stream()
                .filter(SqlObject::beforeTables)
                .filter((sqlObject) -> !exchanged.contains(sqlObject))
                .toList();
        List<SqlObject> wanted = redefined.stream()
                .map(SchemaDifference::after)
                .filter(SqlObject.class::isInstance)
                .map(SqlObject.class::cast)
                .toList();
        Set<SqlObject> back = new LinkedHashSet<>();
        wanted.stream().filter((sqlObject) -> !sqlObject.beforeTables()).forEach(back::add);
        gone.stream().filter((sqlObject) -> !changed.contains(sqlObject)).forEach(back::add);
        return new SqlObjectChanges(
                going.stream().filter(exchanged::contains).toList(),
                gone,
                late,
                early(wanted.stream().filter(SqlObject::beforeTables).toList(), replacements),
                SqlObjectOrder.of(back));
    }

    /**
     * Orders new objects before replacements if no dependency decides: an object that a new one mentions exists in its
     * old form.
     */
    private static List<Operation> early(List<SqlObject> made, List<ReplaceObject> replacements) {
        Map<SqlObject, Operation> operations = new LinkedHashMap<>();
        made.forEach((sqlObject) -> operations.put(sqlObject, new CreateObject(sqlObject)));
        replacements.forEach((replacement) -> operations.put(replacement.after(), replacement));
        return SqlObjectOrder.of(operations.keySet()).stream()
                .map((sqlObject) -> Objects.requireNonNull(operations.get(sqlObject)))
                .toList();
    }

    private static boolean isReplaced(SchemaDifference schemaDifference) {
        return schemaDifference.before() instanceof SqlObject before
                && schemaDifference.after() instanceof SqlObject after
                && after.canFollow(before);
    }

    /** Whether a replacement drops attributes of a type; views that show them must be dropped first. */
    private static boolean takesAttributes(ReplaceObject replacement) {
        return replacement.before().parts().stream()
                .anyMatch((part) -> part.kind() == SqlObject.Part.PartKind.ATTRIBUTE
                        && !replacement.after().parts().contains(part));
    }

    private static Set<SqlObject> going(
            List<SqlObject> current,
            Set<SqlObject> changed,
            Set<QualifiedName> changing,
            Predicate<QualifiedName> dropped) {
        Set<SqlObject> gone = new LinkedHashSet<>(changed);
        Set<QualifiedName> blocked = new TreeSet<>(changing);
        boolean more = true;
        while (more) {
            gone.stream()
                    .filter((sqlObject) -> !sqlObject.beforeTables())
                    .forEach((sqlObject) -> blocked.add(sqlObject.name()));
            more = current.stream()
                            .filter((sqlObject) -> !sqlObject.beforeTables())
                            .filter((sqlObject) -> sqlObject.kind() != SqlObject.Kind.PARTITION
                                    || losesParent(sqlObject, gone, dropped))
                            .filter((sqlObject) -> sqlObject.uses().stream().anyMatch(blocked::contains)
                                    || (sqlObject.table() != null
                                            && blocked.contains(sqlObject.table())
                                            && !dropped.test(sqlObject.table())))
                            .filter(gone::add)
                            .count()
                    > 0;
        }
        return gone;
    }

    /** Whether the parent of a partition is dropped: a partition changes with its table and is only dropped with it. */
    private static boolean losesParent(SqlObject partition, Set<SqlObject> gone, Predicate<QualifiedName> dropped) {
        return partition.uses().stream()
                .anyMatch((parent) -> dropped.test(parent)
                        || gone.stream()
                                .anyMatch((sqlObject) -> sqlObject.name().equals(parent)));
    }
}
