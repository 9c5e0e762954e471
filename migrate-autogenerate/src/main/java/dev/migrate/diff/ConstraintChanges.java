package dev.migrate.diff;

import dev.migrate.diff.SchemaDifference.Change;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.RenameConstraint;
import dev.migrate.operation.ReplacePrimaryKey;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns differences of constraints into operations. */
final class ConstraintChanges {

    private final Schema current;
    private final Schema desired;
    private final ConstraintNaming constraintNaming;

    ConstraintChanges(Schema current, Schema desired, ConstraintNaming constraintNaming) {
        this.current = current;
        this.desired = desired;
        this.constraintNaming = constraintNaming;
    }

    List<PlannedOperation> of(
            QualifiedName table, @Nullable Constraint before, @Nullable Constraint after, Change change) {
        if (change == Change.RENAME && before != null && after != null) {
            return List.of(new PlannedOperation(Phase.RENAME_KEY, new RenameConstraint(table, before, after)));
        }
        Constraint named = after == null ? null : named(table, before, after);
        if (before != null && named != null && named.kind() == Constraint.Kind.PRIMARY_KEY) {
            return replacePrimaryKey(table, before, named);
        }
        List<PlannedOperation> operations = new ArrayList<>();
        if (before != null) {
            operations.add(drop(table, before));
        }
        if (named != null) {
            operations.add(new PlannedOperation(addition(named), new AddConstraint(table, named)));
        }
        return operations;
    }

    private Constraint named(QualifiedName table, @Nullable Constraint before, Constraint after) {
        return after.automatic() && before != null && !before.name().isEmpty()
                ? after.named(before.name())
                : this.constraintNaming.named(table, after);
    }

    static PlannedOperation drop(QualifiedName table, Constraint constraint) {
        boolean foreignKey = constraint.kind() == Constraint.Kind.FOREIGN_KEY;
        return new PlannedOperation(
                foreignKey ? Phase.DROP_FOREIGN_KEY : Phase.DROP_CONSTRAINT, new DropConstraint(table, constraint));
    }

    static Phase addition(Constraint constraint) {
        return switch (constraint.kind()) {
            case PRIMARY_KEY -> Phase.ADD_PRIMARY_KEY;
            case FOREIGN_KEY -> Phase.ADD_FOREIGN_KEY;
            case UNIQUE, CHECK, EXCLUSION -> Phase.ADD_CONSTRAINT;
        };
    }

    /** Replaces the primary key as late as possible: before its former columns become nullable or are dropped. */
    private List<PlannedOperation> replacePrimaryKey(QualifiedName name, Constraint before, Constraint after) {
        Table desired = this.desired.table(name).orElseThrow();
        Table current = this.current.table(name).orElseThrow();
        boolean losesColumn = before.columns().stream()
                .anyMatch((column) -> desired.column(column).isEmpty());
        boolean freesColumn = before.columns().stream()
                .flatMap((column) -> desired.column(column).stream())
                .anyMatch(Column::nullable);
        boolean columnsAreReady = after.columns().stream()
                .allMatch((column) -> current.column(column)
                        .filter((existing) -> !existing.nullable())
                        .isPresent());
        if (freesColumn && !columnsAreReady) {
            return List.of(
                    drop(name, before), new PlannedOperation(Phase.ADD_PRIMARY_KEY, new AddConstraint(name, after)));
        }
        Phase phase =
                freesColumn ? Phase.ALTER_COLUMN : losesColumn ? Phase.REPLACE_PRIMARY_KEY : Phase.ADD_PRIMARY_KEY;
        return List.of(new PlannedOperation(phase, new ReplacePrimaryKey(name, before, after)));
    }
}
