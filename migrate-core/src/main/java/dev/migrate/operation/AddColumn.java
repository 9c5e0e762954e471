package dev.migrate.operation;

import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Adds a column.
 *
 * @param after the column that it follows when it is added; empty if it is the first one, null if it is the last one
 */
public record AddColumn(
        QualifiedName table, Column column, @Nullable String after) implements TableOperation {

    /** Adds a column as the last one. */
    public AddColumn(QualifiedName table, Column column) {
        this(table, column, null);
    }

    @Override
    public Operation inverse() {
        return new DropColumn(this.table, this.column, this.after);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
