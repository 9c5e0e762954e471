package dev.migrate.operation;

import dev.migrate.schema.Sequence;
import java.util.List;

/**
 * Creates a sequence.
 *
 * @param numbers the columns of existing tables above whose values the sequence starts
 */
public record CreateSequence(Sequence sequence, List<NumberedColumn> numbers) implements Operation {

    public CreateSequence {
        numbers = List.copyOf(numbers);
    }

    /** Creates a sequence that starts at its start value. */
    public CreateSequence(Sequence sequence) {
        this(sequence, List.of());
    }

    @Override
    public Operation inverse() {
        return new DropSequence(this.sequence, this.numbers);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
