package dev.migrate.operation;

import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;

/** Renames an index. */
public record RenameIndex(QualifiedName table, Index before, Index after) implements TableOperation {

    @Override
    public Operation inverse() {
        return new RenameIndex(this.table, this.after, this.before);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
