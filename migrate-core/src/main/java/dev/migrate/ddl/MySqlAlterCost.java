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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Determines how MariaDB and MySQL perform a change: in the metadata, by building an index, or by copying all rows. */
final class MySqlAlterCost {

    private static final Pattern VARCHAR = Pattern.compile("varchar\\((\\d+)\\)");
    private static final int ONE_BYTE_LENGTH = 255;
    private static final int LONGEST_CHARACTER = 4;

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
                || !isExtended(before.type(), after.type());
    }

    /** Whether a type is the same, has additional labels at the end, or is longer without another length prefix. */
    private static boolean isExtended(String before, String after) {
        boolean labels = before.startsWith("enum(") || before.startsWith("set(");
        if (before.equals(after) || (labels && after.startsWith(before.substring(0, before.length() - 1) + ","))) {
            return true;
        }
        Matcher was = VARCHAR.matcher(before);
        Matcher is = VARCHAR.matcher(after);
        return was.matches()
                && is.matches()
                && Integer.parseInt(is.group(1)) >= Integer.parseInt(was.group(1))
                && (Integer.parseInt(is.group(1)) * LONGEST_CHARACTER <= ONE_BYTE_LENGTH
                        || Integer.parseInt(was.group(1)) > ONE_BYTE_LENGTH);
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
