package dev.migrate.operation;

import dev.migrate.schema.Constraint;
import java.util.List;

/** A column or a constraint in the declaration of a table. */
public sealed interface TablePart permits ColumnPart, ConstraintPart {

    /** Returns a nullable column without a default. */
    static ColumnPart column(String name, SqlType type) {
        return new ColumnPart(name, type, true, false, null, null, null);
    }

    /** Returns a primary key over columns. */
    static ConstraintPart primaryKey(String... columns) {
        return constraint(Constraint.Kind.PRIMARY_KEY, columns);
    }

    /** Returns a unique constraint over columns. */
    static ConstraintPart unique(String... columns) {
        return constraint(Constraint.Kind.UNIQUE, columns);
    }

    /** Returns a foreign key over columns; set the referenced table with {@link ConstraintPart#references}. */
    static ConstraintPart foreignKey(String... columns) {
        return constraint(Constraint.Kind.FOREIGN_KEY, columns);
    }

    /** Returns a check constraint with a condition in SQL. */
    static ConstraintPart check(String condition) {
        return new ConstraintPart(Constraint.Kind.CHECK, "", List.of(), condition, "", List.of(), "");
    }

    private static ConstraintPart constraint(Constraint.Kind kind, String... columns) {
        return new ConstraintPart(kind, "", List.of(columns), "", "", List.of(), "");
    }
}
