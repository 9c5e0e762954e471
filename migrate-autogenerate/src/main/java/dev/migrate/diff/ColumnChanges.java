package dev.migrate.diff;

import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.DdlLimit;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.Operation;
import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns differences of columns into operations. */
final class ColumnChanges {

    private final Set<DdlLimit> limits;

    ColumnChanges(Set<DdlLimit> limits) {
        this.limits = limits;
    }

    List<PlannedOperation> of(QualifiedName table, @Nullable Column before, @Nullable Column after) {
        if (before == null) {
            return after == null ? List.of() : List.of(add(table, after));
        }
        if (after == null) {
            return List.of(drop(table, before));
        }
        return this.limits.contains(DdlLimit.GENERATED_BLOCKS_INPUTS) && isRecomputed(before, after)
                ? List.of(
                        new PlannedOperation(Phase.DROP_GENERATED_COLUMN, new DropColumn(table, before)),
                        add(table, after))
                : List.of(new PlannedOperation(phase(before, after), new AlterColumn(table, before, after)));
    }

    /** Whether a column is generated before and after, from another expression or as another type. */
    private static boolean isRecomputed(Column before, Column after) {
        return before.generated() != null
                && after.generated() != null
                && (!before.generated().equals(after.generated())
                        || !before.type().equals(after.type())
                        || !Objects.equals(before.collation(), after.collation()));
    }

    /** A column stops being generated before its inputs change, and is generated after they did. */
    private static Phase phase(Column before, Column after) {
        if ((before.generated() == null) == (after.generated() == null)) {
            return Phase.ALTER_COLUMN;
        }
        return after.generated() == null ? Phase.DROP_GENERATED_COLUMN : Phase.ADD_GENERATED_COLUMN;
    }

    private PlannedOperation drop(QualifiedName table, Column column) {
        boolean early = column.generated() != null && this.limits.contains(DdlLimit.GENERATED_BLOCKS_INPUTS);
        return new PlannedOperation(
                early ? Phase.DROP_GENERATED_COLUMN : Phase.DROP_COLUMN, new DropColumn(table, column));
    }

    /** Returns the operations that recreate an unchanged column while another column changes. */
    static List<PlannedOperation> recreate(QualifiedName table, Column column) {
        return List.of(
                new PlannedOperation(Phase.DROP_GENERATED_COLUMN, new DropColumn(table, column)), add(table, column));
    }

    private static PlannedOperation add(QualifiedName table, Column column) {
        Phase phase = column.generated() != null
                ? Phase.ADD_GENERATED_COLUMN
                : column.identity() != null ? Phase.ADD_IDENTITY_COLUMN : Phase.ADD_COLUMN;
        return new PlannedOperation(phase, new AddColumn(table, column));
    }

    /**
     * Returns the operation, or two in place of a new NOT NULL column without a default: the column is nullable at
     * first, so that the script can fill it in between.
     */
    static Stream<Operation> nullableFirst(Operation operation) {
        if (!(operation instanceof AddColumn add) || isFilled(add.column())) {
            return Stream.of(operation);
        }
        Column nullable = add.column().nullable(true);
        return Stream.of(new AddColumn(add.table(), nullable), new AlterColumn(add.table(), nullable, add.column()));
    }

    private static boolean isFilled(Column column) {
        return column.nullable()
                || column.defaultValue() != null
                || column.identity() != null
                || column.generated() != null;
    }
}
