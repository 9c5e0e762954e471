package dev.migrate.operation;

import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;

/** Renames a column. */
public record RenameColumn(QualifiedName table, Column column, String to) implements TableOperation {

    @Override
    public Operation inverse() {
        return new RenameColumn(this.table, this.column.named(this.to), this.column.name());
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
