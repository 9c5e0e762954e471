package dev.migrate.diff;

import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.AlterEnum;
import dev.migrate.operation.CreateIndex;
import dev.migrate.operation.DdlLimit;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.DropIndex;
import dev.migrate.operation.DropObject;
import dev.migrate.operation.Operation;
import dev.migrate.operation.ReplacePrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The changes that are impossible while views and other SQL objects use what changes.
 *
 * @param objects the tables and types that block each object that uses them
 * @param columns the columns of tables that block the objects that read them
 * @param recreated the constraints and indexes that are dropped and created again, and lose their comments
 */
record Blockers(Set<QualifiedName> objects, Map<QualifiedName, Set<String>> columns, Set<Resource> recreated) {

    static Blockers of(
            Schema current,
            Set<DdlLimit> limits,
            ChangeImpact impact,
            TableRebuilds rebuilds,
            List<PlannedOperation> planned) {
        List<Operation> operations =
                planned.stream().map(PlannedOperation::operation).toList();
        List<AlterEnum> exchanges = operations.stream()
                .filter((operation) -> operation instanceof AlterEnum alter && alter.exchanges())
                .map(AlterEnum.class::cast)
                .toList();
        Set<QualifiedName> objects =
                exchanges.stream().map((alter) -> alter.before().name()).collect(Collectors.toCollection(TreeSet::new));
        operations.stream()
                .filter(DropObject.class::isInstance)
                .map((operation) -> ((DropObject) operation).definition())
                .filter((type) -> type.kind() == SqlObject.Kind.DOMAIN || type.kind() == SqlObject.Kind.COMPOSITE)
                .forEach((type) -> objects.add(type.name()));
        Map<QualifiedName, Set<String>> columns = new LinkedHashMap<>();
        if (limits.contains(DdlLimit.VIEWS_BLOCK_COLUMNS)) {
            objects.addAll(impact.droppedTables());
            objects.addAll(rebuilds.tables());
            columns.putAll(impact.changedColumns());
            exchanges.forEach((alter) -> alter.uses()
                    .forEach((use) -> columns.computeIfAbsent(use.table(), (name) -> new TreeSet<>())
                            .add(use.column().name())));
            addHeirs(current, columns);
        }
        return new Blockers(objects, columns, recreated(operations));
    }

    /** Adds the columns of the partitions and the inheriting tables of each table, which change with it. */
    private static void addHeirs(Schema current, Map<QualifiedName, Set<String>> columns) {
        Map<QualifiedName, Set<QualifiedName>> parents = new LinkedHashMap<>();
        for (Table table : current.tables()) {
            parents.put(table.name(), Inheritance.parents(table));
        }
        current.definitions().stream()
                .filter((sqlObject) -> sqlObject.kind() == SqlObject.Kind.PARTITION)
                .forEach((partition) -> parents.put(partition.name(), partition.uses()));
        boolean more = true;
        while (more) {
            more = false;
            for (Map.Entry<QualifiedName, Set<QualifiedName>> heir : parents.entrySet()) {
                for (QualifiedName parent : heir.getValue()) {
                    Set<String> changed = columns.getOrDefault(parent, Set.of());
                    more |= !changed.isEmpty()
                            && columns.computeIfAbsent(heir.getKey(), (name) -> new TreeSet<>())
                                    .addAll(changed);
                }
            }
        }
    }

    /** Returns the constraints and indexes that are dropped and created again under their name. */
    private static Set<Resource> recreated(List<Operation> operations) {
        Set<Resource> created = operations.stream().flatMap(Blockers::created).collect(Collectors.toSet());
        return operations.stream()
                .flatMap(Blockers::dropped)
                .filter(created::contains)
                .collect(Collectors.toSet());
    }

    private static Stream<Resource> dropped(Operation operation) {
        if (operation instanceof DropConstraint drop) {
            return Stream.of(Resource.constraint(drop.table(), drop.constraint().name()));
        }
        if (operation instanceof DropIndex drop) {
            return Stream.of(Resource.constraint(drop.table(), drop.index().name()));
        }
        return operation instanceof ReplacePrimaryKey replace
                ? Stream.of(
                        Resource.constraint(replace.table(), replace.before().name()))
                : Stream.of();
    }

    private static Stream<Resource> created(Operation operation) {
        if (operation instanceof AddConstraint add) {
            return Stream.of(Resource.constraint(add.table(), add.constraint().name()));
        }
        if (operation instanceof CreateIndex create) {
            return Stream.of(Resource.constraint(create.table(), create.index().name()));
        }
        return operation instanceof ReplacePrimaryKey replace
                ? Stream.of(Resource.constraint(replace.table(), replace.after().name()))
                : Stream.of();
    }

    /** Whether an object reads a column that changes, or is the comment of a recreated constraint or index. */
    boolean block(SqlObject sqlObject) {
        return this.columns.entrySet().stream()
                        .anyMatch((changed) -> sqlObject.reads(changed.getKey(), changed.getValue()))
                || (sqlObject.kind() == SqlObject.Kind.COMMENT
                        && this.recreated.stream().anyMatch((lost) -> isComment(sqlObject, lost)));
    }

    private static boolean isComment(SqlObject comment, Resource constraintOrIndex) {
        String name = comment.name().name();
        return constraintOrIndex.owner().equals(comment.table())
                && (name.equals("constraint " + constraintOrIndex.name())
                        || name.equals("index " + constraintOrIndex.name()));
    }
}
