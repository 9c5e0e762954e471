package dev.migrate.operation;

import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import java.util.List;

/**
 * Changes the options of a table, which follow the closing parenthesis of its definition.
 *
 * @param columnsBefore the columns that had, or will have, the collation of the table, as they were
 * @param columnsAfter the same columns after the change
 */
public record AlterOptions(
        QualifiedName table, String before, String after, List<Column> columnsBefore, List<Column> columnsAfter)
        implements TableOperation {

    public AlterOptions {
        columnsBefore = List.copyOf(columnsBefore);
        columnsAfter = List.copyOf(columnsAfter);
    }

    @Override
    public Operation inverse() {
        return new AlterOptions(this.table, this.after, this.before, this.columnsAfter, this.columnsBefore);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
