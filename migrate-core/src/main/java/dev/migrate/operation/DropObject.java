package dev.migrate.operation;

import dev.migrate.schema.SqlObject;

/** Drops an object created by {@link CreateObject}. */
public record DropObject(SqlObject definition) implements Operation {

    @Override
    public Operation inverse() {
        return new CreateObject(this.definition);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
