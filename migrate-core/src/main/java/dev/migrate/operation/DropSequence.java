package dev.migrate.operation;

import dev.migrate.schema.Sequence;
import java.util.List;

/**
 * Drops a sequence.
 *
 * @param numbers the columns above whose values it starts if it is created again
 */
public record DropSequence(Sequence sequence, List<NumberedColumn> numbers) implements Operation {

    public DropSequence {
        numbers = List.copyOf(numbers);
    }

    /** Drops a sequence that starts at its start value if it is created again. */
    public DropSequence(Sequence sequence) {
        this(sequence, List.of());
    }

    @Override
    public Operation inverse() {
        return new CreateSequence(this.sequence, this.numbers);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
