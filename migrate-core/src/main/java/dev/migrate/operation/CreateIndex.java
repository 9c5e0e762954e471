package dev.migrate.operation;

import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;

/** Creates an index. */
public record CreateIndex(QualifiedName table, Index index) implements TableOperation {

    @Override
    public Operation inverse() {
        return new DropIndex(this.table, this.index);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
