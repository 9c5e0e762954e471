package dev.migrate.operation;

import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Drops a column with its values.
 *
 * @param after the column that it follows when it is added again; empty if it is the first one, null if it is the last one
 */
public record DropColumn(
        QualifiedName table, Column column, @Nullable String after) implements TableOperation {

    /** Drops a column that is added again as the last one. */
    public DropColumn(QualifiedName table, Column column) {
        this(table, column, null);
    }

    @Override
    public Operation inverse() {
        return new AddColumn(this.table, this.column, this.after);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
