package dev.migrate.operation;

import dev.migrate.schema.Sequence;

/** Changes the options of a sequence. */
public record AlterSequence(Sequence before, Sequence after) implements Operation {

    @Override
    public Operation inverse() {
        return new AlterSequence(this.after, this.before);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
