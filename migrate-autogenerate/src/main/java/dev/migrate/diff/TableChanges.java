package dev.migrate.diff;

import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.CommentOnTable;
import dev.migrate.operation.CreateTable;
import dev.migrate.operation.DdlLimit;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.DropTable;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns differences of tables into operations. A foreign key is part of its table unless it closes a cycle, or its
 * target changes as well.
 */
final class TableChanges {

    private final Set<QualifiedName> current;
    private final Set<DdlLimit> limits;
    private final ConstraintNaming constraintNaming;
    private final ChangeImpact impact;

    TableChanges(Schema current, Set<DdlLimit> limits, ConstraintNaming constraintNaming, ChangeImpact impact) {
        this.current = names(current.tables());
        this.limits = limits;
        this.constraintNaming = constraintNaming;
        this.impact = impact;
    }

    /**
     * Returns the operations that create tables.
     *
     * @param rows the statements that fill a new table
     */
    List<PlannedOperation> create(List<Table> tables, Map<QualifiedName, List<String>> rows) {
        Set<QualifiedName> created = names(tables);
        ForeignKeyCycles cycles = ForeignKeyCycles.of(tables);
        List<PlannedOperation> operations = new ArrayList<>();
        for (Table table : tables) {
            List<Constraint> inline = new ArrayList<>();
            for (Constraint constraint : table.constraints()) {
                Constraint named = this.constraintNaming.named(table.name(), constraint);
                if (isApart(table, constraint, created, cycles) && !isUnchanged(constraint.references())) {
                    operations.add(new PlannedOperation(
                            Phase.ADD_FOREIGN_KEY_OF_NEW_TABLE, new AddConstraint(table.name(), named)));
                } else {
                    inline.add(named);
                }
            }
            Table named = table.withConstraints(inline)
                    .withIndexes(table.indexes().stream()
                            .map((index) -> this.constraintNaming.named(table.name(), index))
                            .toList());
            operations.add(new PlannedOperation(
                    Phase.CREATE_TABLE, new CreateTable(named, rows.getOrDefault(table.name(), List.of()))));
        }
        return operations;
    }

    /** Returns the operations that drop tables, and before that their foreign keys to other tables. */
    List<PlannedOperation> drop(List<Table> tables) {
        Set<QualifiedName> dropped = names(tables);
        ForeignKeyCycles cycles = ForeignKeyCycles.of(tables);
        List<PlannedOperation> operations = new ArrayList<>();
        List<PlannedOperation> keys = new ArrayList<>();
        for (Table table : tables) {
            List<Constraint> inline = new ArrayList<>(table.constraints());
            for (Constraint key : table.constraints(Constraint.Kind.FOREIGN_KEY)) {
                if (isApart(table, key, dropped, cycles)) {
                    inline.remove(key);
                    keys.add(new PlannedOperation(dropPhase(key), new DropConstraint(table.name(), key)));
                }
            }
            operations.add(new PlannedOperation(Phase.DROP_TABLE, new DropTable(table.withConstraints(inline))));
        }
        operations.addAll(keys);
        return operations;
    }

    private Phase dropPhase(Constraint key) {
        QualifiedName target = key.references();
        return target != null && this.impact.isChanged(target) && !this.impact.isDropped(target)
                ? Phase.DROP_FOREIGN_KEY
                : Phase.DROP_TABLE;
    }

    private boolean isApart(Table table, Constraint constraint, Set<QualifiedName> others, ForeignKeyCycles cycles) {
        QualifiedName target = constraint.references();
        return target != null
                && !this.limits.contains(DdlLimit.REBUILDS_TABLES)
                && (!others.contains(target) || cycles.areClosedBy(table.name(), target));
    }

    private static Set<QualifiedName> names(List<Table> tables) {
        return tables.stream().map(Table::name).collect(Collectors.toSet());
    }

    private boolean isUnchanged(@Nullable QualifiedName table) {
        return table != null && this.current.contains(table) && !this.impact.isChanged(table);
    }

    /** Returns the operations that change the comment and the options of a table. */
    static List<PlannedOperation> alter(Table before, Table after, List<String> attributes) {
        List<PlannedOperation> operations = new ArrayList<>();
        if (attributes.contains("comment")) {
            operations.add(new PlannedOperation(
                    Phase.COMMENT_ON_TABLE, new CommentOnTable(after.name(), before.comment(), after.comment())));
        }
        if (attributes.contains("options")) {
            operations.add(new PlannedOperation(Phase.ALTER_OPTIONS, TableOptions.change(before, after)));
        }
        return operations;
    }
}
