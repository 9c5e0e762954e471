package dev.migrate.operation;

import dev.migrate.schema.Constraint;
import java.util.List;

/**
 * A constraint, free of any product's words.
 *
 * @param name its name; empty to leave it to the database
 * @param condition what a check demands
 * @param target the table that a foreign key points to
 * @param targetColumns the columns that it points to; none for those of the same names
 * @param actions what follows in the words of SQL, such as {@code ON DELETE CASCADE}
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

    /** The same with a name, which it needs to be dropped by. */
    public ConstraintPart named(String other) {
        return new ConstraintPart(
                this.kind, other, this.columns, this.condition, this.target, this.targetColumns, this.actions);
    }

    /** The foreign key to this table. */
    public ConstraintPart references(String table, String... columnsThere) {
        return new ConstraintPart(
                this.kind, this.name, this.columns, this.condition, table, List.of(columnsThere), this.actions);
    }

    /** The foreign key with what happens to its rows when the row that they point to goes, such as {@code CASCADE}. */
    public ConstraintPart onDelete(String action) {
        return withAction("ON DELETE " + action);
    }

    /** The foreign key with what happens when the key that its rows point to changes. */
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
