package dev.migrate.operation;

import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;

/** Drops an index. */
public record DropIndex(QualifiedName table, Index index) implements TableOperation {

    @Override
    public Operation inverse() {
        return new CreateIndex(this.table, this.index);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
