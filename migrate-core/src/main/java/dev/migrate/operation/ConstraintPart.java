package dev.migrate.operation;

import dev.migrate.schema.Constraint;
import java.util.List;

/**
 * A constraint as a migration in Java declares it, independent of the product.
 *
 * @param name the name; empty to let the database choose it
 * @param condition the condition of a check
 * @param target the table referenced by a foreign key
 * @param targetColumns the referenced columns; empty for columns of the same names
 * @param actions the referential actions in SQL, such as {@code ON DELETE CASCADE}
 */
public record ConstraintPart(
        Constraint.Kind kind,
        String name,
        List<String> columns,
        String condition,
        String target,
        List<String> targetColumns,
        String actions)
        implements TablePart {

    public ConstraintPart {
        columns = List.copyOf(columns);
        targetColumns = List.copyOf(targetColumns);
    }

    /** Returns this constraint with a name, which is required to drop it. */
    public ConstraintPart named(String other) {
        return new ConstraintPart(
                this.kind, other, this.columns, this.condition, this.target, this.targetColumns, this.actions);
    }

    /**
     * Returns this foreign key with the referenced table.
     *
     * @param columnsThere the referenced columns; empty for columns of the same names
     */
    public ConstraintPart references(String table, String... columnsThere) {
        return new ConstraintPart(
                this.kind, this.name, this.columns, this.condition, table, List.of(columnsThere), this.actions);
    }

    /** Returns this foreign key with an action for deleted referenced rows, such as {@code CASCADE}. */
    public ConstraintPart onDelete(String action) {
        return withAction("ON DELETE " + action);
    }

    /** Returns this foreign key with an action for changed referenced keys. */
    public ConstraintPart onUpdate(String action) {
        return withAction("ON UPDATE " + action);
    }

    private ConstraintPart withAction(String action) {
        return new ConstraintPart(
                this.kind,
                this.name,
                this.columns,
                this.condition,
                this.target,
                this.targetColumns,
                (this.actions + " " + action).strip());
    }
}
