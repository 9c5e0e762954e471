package dev.migrate.operation;

import dev.migrate.schema.Sequence;

/**
 * Gives a sequence another name; it goes on from where it has counted to.
 *
 * @param sequence by the name that it has before
 * @param to its new name, in the same schema
 */
public record RenameSequence(Sequence sequence, String to) implements Operation {

    /** The sequence by its new name. */
    public Sequence renamed() {
        return this.sequence.named(this.to);
    }

    @Override
    public Operation inverse() {
        return new RenameSequence(renamed(), this.sequence.name().name());
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
