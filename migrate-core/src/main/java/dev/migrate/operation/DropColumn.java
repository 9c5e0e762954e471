package dev.migrate.operation;

import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;

/** Drops a column with its values. */
public record DropColumn(QualifiedName table, Column column) implements TableOperation {

    @Override
    public Operation inverse() {
        return new AddColumn(this.table, this.column);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
