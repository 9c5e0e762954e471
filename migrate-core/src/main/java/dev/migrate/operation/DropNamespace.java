package dev.migrate.operation;

import dev.migrate.schema.Namespace;

/** Drops an empty schema of the database. */
public record DropNamespace(Namespace namespace) implements Operation {

    @Override
    public Operation inverse() {
        return new CreateNamespace(this.namespace);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
