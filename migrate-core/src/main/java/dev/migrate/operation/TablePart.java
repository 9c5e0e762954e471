package dev.migrate.operation;

import dev.migrate.schema.Constraint;
import java.util.List;

/** What a table is made of. */
public sealed interface TablePart permits ColumnPart, ConstraintPart {

    /** A column that may be null and has no default. */
    static ColumnPart column(String name, SqlType type) {
        return new ColumnPart(name, type, true, false, null, null, null);
    }

    /** A primary key. */
    static ConstraintPart primaryKey(String... columns) {
        return constraint(Constraint.Kind.PRIMARY_KEY, columns);
    }

    /** Columns in which no two rows may be alike. */
    static ConstraintPart unique(String... columns) {
        return constraint(Constraint.Kind.UNIQUE, columns);
    }

    /** Columns that point to another table, which {@link ConstraintPart#references} names. */
    static ConstraintPart foreignKey(String... columns) {
        return constraint(Constraint.Kind.FOREIGN_KEY, columns);
    }

    /** A condition in SQL that every row has to meet. */
    static ConstraintPart check(String condition) {
        return new ConstraintPart(Constraint.Kind.CHECK, "", List.of(), condition, "", List.of(), "");
    }

    private static ConstraintPart constraint(Constraint.Kind kind, String... columns) {
        return new ConstraintPart(kind, "", List.of(columns), "", "", List.of(), "");
    }
}
