package dev.migrate.operation;

import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;

/** Adds a column. */
public record AddColumn(QualifiedName table, Column column) implements TableOperation {

    @Override
    public Operation inverse() {
        return new DropColumn(this.table, this.column);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
