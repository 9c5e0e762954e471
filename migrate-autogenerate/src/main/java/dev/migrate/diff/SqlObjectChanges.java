package dev.migrate.diff;

import dev.migrate.operation.CreateObject;
import dev.migrate.operation.DropObject;
import dev.migrate.operation.Operation;
import dev.migrate.operation.ReplaceObject;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SqlObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns differences of views, routines, triggers and other objects defined by SQL into operations: for those that
 * change, and for those that must be dropped and recreated while an object that they use changes.
 */
final class SqlObjectChanges {

    private SqlObjectChanges() {}

    /**
     * Returns the operations.
     *
     * @param blockers the changes that require the objects that use them to be dropped
     * @param dropped whether a table is dropped, together with its triggers
     */
    static List<PlannedOperation> of(
            List<SqlObject> current,
            List<SchemaDifference> differences,
            Blockers blockers,
            Predicate<QualifiedName> dropped) {
        List<SchemaDifference> all = differences.stream()
                .filter((difference) -> difference.element() instanceof SqlObject)
                .toList();
        List<ReplaceObject> replacements = all.stream()
                .filter(SqlObjectChanges::isReplaced)
                .map((difference) -> new ReplaceObject(before(difference), (SqlObject) difference.element()))
                .toList();
        List<SchemaDifference> redefined =
                all.stream().filter((difference) -> !isReplaced(difference)).toList();
        Set<SqlObject> exchanged = redefined.stream()
                .filter(SqlObjectChanges::isExchanged)
                .map(SqlObjectChanges::before)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<QualifiedName> changing = new TreeSet<>(blockers.objects());
        exchanged.forEach((sqlObject) -> changing.add(sqlObject.name()));
        replacements.stream()
                .filter(SqlObjectChanges::dropsAttributes)
                .forEach((replacement) -> changing.add(replacement.before().name()));
        Set<SqlObject> changed = redefined.stream()
                .filter((difference) -> difference.before() != null)
                .map(SqlObjectChanges::before)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<SqlObject> drops = byKind(withDependents(current, changed, changing, blockers, dropped));
        List<SqlObject> recreated = new ArrayList<>(drops);
        recreated.removeIf((sqlObject) -> sqlObject.beforeTables() || changed.contains(sqlObject));
        Collections.reverse(recreated);
        List<SqlObject> created = redefined.stream()
                .map(SchemaDifference::after)
                .filter(SqlObject.class::isInstance)
                .map(SqlObject.class::cast)
                .toList();
        List<PlannedOperation> operations = new ArrayList<>();
        drops.forEach((sqlObject) ->
                operations.add(new PlannedOperation(dropPhase(sqlObject, exchanged), new DropObject(sqlObject))));
        operations.addAll(forTables(created, replacements));
        byKind(Stream.concat(created.stream(), recreated.stream())
                        .filter((sqlObject) -> !sqlObject.beforeTables())
                        .toList())
                .forEach((sqlObject) ->
                        operations.add(new PlannedOperation(Phase.CREATE_OBJECT, new CreateObject(sqlObject))));
        return operations;
    }

    /** Objects that tables might use are dropped last, but an exchanged one before it is created. */
    private static Phase dropPhase(SqlObject sqlObject, Set<SqlObject> exchanged) {
        if (exchanged.contains(sqlObject)) {
            return Phase.DROP_REPLACED_OBJECT;
        }
        return sqlObject.beforeTables() ? Phase.DROP_TYPE : Phase.DROP_OBJECT;
    }

    /**
     * Returns the changes on which tables might depend. New objects precede replacements if no dependency decides: an
     * object that a new one mentions exists in its old form.
     */
    private static List<PlannedOperation> forTables(List<SqlObject> created, List<ReplaceObject> replacements) {
        Map<SqlObject, Operation> operations = new LinkedHashMap<>();
        created.stream()
                .filter(SqlObject::beforeTables)
                .forEach((sqlObject) -> operations.put(sqlObject, new CreateObject(sqlObject)));
        replacements.forEach((replacement) -> operations.put(replacement.after(), replacement));
        return byKind(operations.keySet()).stream()
                .map((sqlObject) -> new PlannedOperation(
                        Phase.CREATE_OBJECT_FOR_TABLES, Objects.requireNonNull(operations.get(sqlObject))))
                .toList();
    }

    private static List<SqlObject> byKind(Collection<SqlObject> sqlObjects) {
        return sqlObjects.stream().sorted(Comparator.comparing(SqlObject::kind)).toList();
    }

    private static SqlObject before(SchemaDifference difference) {
        return (SqlObject) Objects.requireNonNull(difference.before());
    }

    /**
     * Whether an object that tables might use gets a different definition. The server drops it only if no table uses
     * it.
     */
    private static boolean isExchanged(SchemaDifference difference) {
        return difference.before() instanceof SqlObject before
                && before.beforeTables()
                && difference.after() instanceof SqlObject after
                && after.beforeTables();
    }

    private static boolean isReplaced(SchemaDifference difference) {
        return difference.before() instanceof SqlObject before
                && difference.after() instanceof SqlObject after
                && after.canFollow(before);
    }

    /** Whether a replacement drops attributes of a type; views that show them must be dropped first. */
    private static boolean dropsAttributes(ReplaceObject replacement) {
        return replacement.before().parts().stream()
                .anyMatch((part) -> part.kind() == SqlObject.Part.PartKind.ATTRIBUTE
                        && !replacement.after().parts().contains(part));
    }

    private static Set<SqlObject> withDependents(
            List<SqlObject> current,
            Set<SqlObject> changed,
            Set<QualifiedName> changing,
            Blockers blockers,
            Predicate<QualifiedName> dropped) {
        Set<SqlObject> affected = new LinkedHashSet<>(changed);
        Set<QualifiedName> blocked = new TreeSet<>(changing);
        boolean more = true;
        while (more) {
            affected.stream()
                    .filter((sqlObject) -> !sqlObject.beforeTables() && !OperationEffects.isAttachment(sqlObject))
                    .forEach((sqlObject) -> blocked.add(sqlObject.name()));
            more = current.stream()
                            .filter((sqlObject) -> !sqlObject.beforeTables())
                            .filter((sqlObject) -> sqlObject.kind() != SqlObject.Kind.PARTITION
                                    || losesParent(sqlObject, affected, dropped))
                            .filter((sqlObject) -> blockers.block(sqlObject)
                                    || sqlObject.uses().stream().anyMatch(blocked::contains)
                                    || (sqlObject.table() != null
                                            && blocked.contains(sqlObject.table())
                                            && !dropped.test(sqlObject.table())))
                            .filter(affected::add)
                            .count()
                    > 0;
        }
        return affected;
    }

    /** Whether the parent of a partition is dropped: a partition changes with its table and is only dropped with it. */
    private static boolean losesParent(SqlObject partition, Set<SqlObject> affected, Predicate<QualifiedName> dropped) {
        return partition.uses().stream()
                .anyMatch((parent) -> dropped.test(parent)
                        || affected.stream()
                                .anyMatch((sqlObject) -> sqlObject.name().equals(parent)));
    }
}
