package dev.migrate.operation;

import dev.migrate.schema.Sequence;

/** Drops a sequence. */
public record DropSequence(Sequence sequence) implements Operation {

    @Override
    public Operation inverse() {
        return new CreateSequence(this.sequence);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
