package dev.migrate.operation;

import dev.migrate.schema.Sequence;

/**
 * Renames a sequence; its current value is kept.
 *
 * @param sequence the sequence under its old name
 * @param to its new name, in the same schema
 */
public record RenameSequence(Sequence sequence, String to) implements Operation {

    /** Returns the sequence under its new name. */
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
