package dev.migrate.operation;

import dev.migrate.schema.QualifiedName;

/** Renames a table. */
public record RenameTable(QualifiedName from, QualifiedName to) implements Operation {

    @Override
    public Operation inverse() {
        return new RenameTable(this.to, this.from);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
