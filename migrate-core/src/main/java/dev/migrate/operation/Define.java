package dev.migrate.operation;

import dev.migrate.schema.Definition;

/** Makes a view, a function or another thing that is known by its statement. */
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
