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
 * Views, routines, triggers and the like: those that change or go, and those that step aside while what they rest on
 * changes. Each goes before what it uses, and comes after it.
 *
 * @param exchanged what tables may need and has to go to come back as another, which the server allows where none does
 * @param drops what goes before anything else is done
 * @param late what goes last, since tables may need it until then
 * @param early what comes before the tables, which may need it, or is changed in place since they do
 * @param recreates what comes, or comes back, when all else is done
 */
record SqlObjectChanges(
        List<SqlObject> exchanged,
        List<SqlObject> drops,
        List<SqlObject> late,
        List<Operation> early,
        List<SqlObject> recreates) {

    /**
     * Works it out.
     *
     * @param blocked tables and types that change in a way for which what rests on them has to go
     * @param dropped whether a table goes, and with it its triggers
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
        List<SchemaDifference> anew = differences.stream()
                .filter((schemaDifference) -> !isReplaced(schemaDifference))
                .toList();
        Set<SqlObject> exchanged = anew.stream()
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
        Set<SqlObject> changed = anew.stream()
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
        List<SqlObject> wanted = anew.stream()
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

    /** Where nothing tells, what is new goes first: what it may speak of is there in its old form. */
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

    /** What a view shows of a type cannot go before the view. */
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

    /** A partition changes with its table, and only goes with it. */
    private static boolean losesParent(SqlObject partition, Set<SqlObject> gone, Predicate<QualifiedName> dropped) {
        return partition.uses().stream()
                .anyMatch((parent) -> dropped.test(parent)
                        || gone.stream()
                                .anyMatch((sqlObject) -> sqlObject.name().equals(parent)));
    }
}
