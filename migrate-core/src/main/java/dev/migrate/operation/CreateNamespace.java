package dev.migrate.operation;

import dev.migrate.schema.Namespace;

/** Creates a schema of the database. */
public record CreateNamespace(Namespace namespace) implements Operation {

    @Override
    public Operation inverse() {
        return new DropNamespace(this.namespace);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
