package dev.migrate.diff;

import dev.migrate.operation.AlterSequence;
import dev.migrate.operation.CreateSequence;
import dev.migrate.operation.DropSequence;
import dev.migrate.schema.Sequence;
import java.util.List;
import java.util.Objects;

/** Turns differences of sequences into operations. */
final class SequenceChanges {

    private SequenceChanges() {}

    static PlannedOperation of(SchemaDifference difference) {
        Sequence sequence = (Sequence) difference.element();
        return switch (difference.change()) {
            case ADD -> new PlannedOperation(Phase.CREATE_TYPE, new CreateSequence(sequence));
            case DROP -> new PlannedOperation(Phase.DROP_TYPE, new DropSequence(sequence));
            case ALTER, RENAME -> {
                Sequence before = (Sequence) Objects.requireNonNull(difference.before());
                yield new PlannedOperation(
                        Phase.CREATE_TYPE,
                        new AlterSequence(before, onlyChanged(difference.attributes(), before, sequence)));
            }
        };
    }

    /** Returns the sequence with its current start and cache, unless they differ. */
    private static Sequence onlyChanged(List<String> attributes, Sequence before, Sequence after) {
        return new Sequence(
                after.name(),
                after.type(),
                attributes.contains("start") ? after.start() : before.start(),
                after.increment(),
                after.minimum(),
                after.maximum(),
                attributes.contains("cache") ? after.cache() : before.cache(),
                after.cycle());
    }
}
