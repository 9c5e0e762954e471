package dev.migrate.operation;

import dev.migrate.schema.Definition;

/** Creates a view, a function, or another object that is compared by its definition. */
public record Define(Definition definition) implements Operation {

    @Override
    public Operation inverse() {
        return new Undefine(this.definition);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
