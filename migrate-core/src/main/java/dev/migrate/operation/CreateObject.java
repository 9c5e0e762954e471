package dev.migrate.operation;

import dev.migrate.schema.SqlObject;

/** Creates a view, a function, or another object that is compared by its definition. */
public record CreateObject(SqlObject definition) implements Operation {

    @Override
    public Operation inverse() {
        return new DropObject(this.definition);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
