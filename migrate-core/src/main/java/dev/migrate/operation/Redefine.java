package dev.migrate.operation;

import dev.migrate.schema.Definition;

/** Changes in place what tables use, and so can neither go nor step aside: a type, a function. */
public record Redefine(Definition before, Definition after) implements Operation {

    @Override
    public Operation inverse() {
        return new Redefine(this.after, this.before);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
