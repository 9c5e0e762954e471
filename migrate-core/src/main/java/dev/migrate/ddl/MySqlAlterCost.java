package dev.migrate.ddl;

import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.AlterOptions;
import dev.migrate.operation.CreateIndex;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.DropIndex;
import dev.migrate.operation.ReplacePrimaryKey;
import dev.migrate.operation.TableOperation;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import java.util.Objects;

/** Determines how MariaDB and MySQL perform a change: in the metadata, by building an index, or by copying all rows. */
final class MySqlAlterCost {

    private MySqlAlterCost() {}

    /** Whether the server copies the rows or rebuilds the table. */
    static boolean copiesRows(TableOperation operation) {
        if (operation instanceof AddColumn add) {
            return isStored(add.column()) || add.column().identity() != null;
        }
        if (operation instanceof AlterColumn alter) {
            return copiesRows(alter.before(), alter.after());
        }
        if (operation instanceof AddConstraint add) {
            return add.constraint().kind() != Constraint.Kind.UNIQUE;
        }
        if (operation instanceof DropConstraint drop) {
            return drop.constraint().kind() == Constraint.Kind.PRIMARY_KEY;
        }
        return operation instanceof ReplacePrimaryKey || operation instanceof AlterOptions;
    }

    private static boolean isStored(Column column) {
        return column.generated() != null && column.generated().stored();
    }

    private static boolean copiesRows(Column before, Column after) {
        return before.nullable() != after.nullable()
                || !Objects.equals(before.collation(), after.collation())
                || !Objects.equals(before.generated(), after.generated())
                || !Objects.equals(before.identity(), after.identity())
                || (!before.type().equals(after.type()) && MySqlStrings.rewrites(before, after));
    }

    static boolean buildsIndex(TableOperation operation) {
        return operation instanceof CreateIndex
                || (operation instanceof AddConstraint add && add.constraint().kind() == Constraint.Kind.UNIQUE);
    }

    static boolean dropsIndex(TableOperation operation) {
        return operation instanceof DropIndex
                || (operation instanceof DropConstraint drop
                        && (drop.constraint().kind() == Constraint.Kind.UNIQUE
                                || drop.constraint().kind() == Constraint.Kind.FOREIGN_KEY));
    }
}
