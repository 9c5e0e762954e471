package dev.migrate.operation;

import dev.migrate.schema.Definition;

/** Drops an object created by {@link Define}. */
public record Undefine(Definition definition) implements Operation {

    @Override
    public Operation inverse() {
        return new Define(this.definition);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
