package dev.migrate.diff;

import dev.migrate.operation.AlterSequence;
import dev.migrate.operation.CreateSequence;
import dev.migrate.operation.DropSequence;
import dev.migrate.operation.NumberedColumn;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Turns differences of sequences into operations. */
final class SequenceChanges {

    private static final Pattern WHOLE_NUMBER = Pattern.compile(
            "(smallint|mediumint|int|integer|bigint)(\\(\\d+\\))?( unsigned)?", Pattern.CASE_INSENSITIVE);

    private final Schema current;
    private final Schema desired;

    SequenceChanges(Schema current, Schema desired) {
        this.current = current;
        this.desired = desired;
    }

    PlannedOperation of(SchemaDifference difference) {
        Sequence sequence = (Sequence) difference.element();
        return switch (difference.change()) {
            case ADD ->
                new PlannedOperation(Phase.CREATE_TYPE, new CreateSequence(sequence, numbers(this.desired, sequence)));
            case DROP ->
                new PlannedOperation(Phase.DROP_TYPE, new DropSequence(sequence, numbers(this.current, sequence)));
            case ALTER, RENAME -> {
                Sequence before = (Sequence) Objects.requireNonNull(difference.before());
                yield new PlannedOperation(
                        Phase.CREATE_TYPE,
                        new AlterSequence(before, onlyChanged(difference.attributes(), before, sequence)));
            }
        };
    }

    /**
     * Returns the columns that a sequence numbers: those whose default mentions it, otherwise the key of the table after
     * which it is named. They exist before and after the change.
     */
    private List<NumberedColumn> numbers(Schema schema, Sequence sequence) {
        if (sequence.increment() < 0) {
            return List.of();
        }
        List<NumberedColumn> byDefault = schema.tables().stream()
                .flatMap((table) -> table.columns().stream()
                        .filter((column) -> column.defaultValue() != null
                                && Mentions.anyOf(List.of(sequence.name().name()), column.defaultValue()))
                        .map((column) -> new NumberedColumn(table.name(), column.name())))
                .filter(this::isKept)
                .toList();
        return byDefault.isEmpty()
                ? schema.tables().stream()
                        .filter((table) -> isNamedAfter(table, sequence))
                        .flatMap((table) -> table.constraints(Constraint.Kind.PRIMARY_KEY).stream()
                                .filter((key) -> key.columns().size() == 1)
                                .map((key) -> new NumberedColumn(
                                        table.name(), key.columns().get(0))))
                        .filter(this::isKept)
                        .toList()
                : byDefault;
    }

    private static boolean isNamedAfter(Table table, Sequence sequence) {
        String name = sequence.name().name().toLowerCase(Locale.ROOT);
        String prefix = table.name().name().toLowerCase(Locale.ROOT) + "_";
        return Objects.equals(table.name().namespace(), sequence.name().namespace())
                && (name.equals(prefix + "seq")
                        || table.columns().stream()
                                .anyMatch((column) ->
                                        name.equals(prefix + column.name().toLowerCase(Locale.ROOT) + "_seq")));
    }

    /** Whether a column is a whole number before and after the change. */
    private boolean isKept(NumberedColumn column) {
        return Stream.of(this.current, this.desired)
                .allMatch((schema) -> schema.table(column.table())
                        .flatMap((table) -> table.column(column.name()))
                        .filter((kept) -> WHOLE_NUMBER.matcher(kept.type()).matches())
                        .isPresent());
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
