package dev.migrate.render;

import dev.migrate.operation.AddColumn;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.Operation;
import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a warning about one operation of a section depends on.
 *
 * @param before the schema in which the section runs, with renames already applied
 * @param operations all operations of the section
 * @param empty the columns that the section adds and leaves empty
 */
record SectionContext(Schema before, List<Operation> operations, EmptyColumns empty) {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}_$]+");

    static SectionContext of(Schema before, List<Operation> operations) {
        return new SectionContext(before, List.copyOf(operations), EmptyColumns.of(operations));
    }

    /** Returns the generated column that is dropped before a generated column of the same name is added. */
    Optional<Column> replacedBy(AddColumn add) {
        return this.operations.stream()
                .filter(DropColumn.class::isInstance)
                .map(DropColumn.class::cast)
                .filter((drop) -> drop.table().equals(add.table())
                        && drop.column().name().equals(add.column().name()))
                .map(DropColumn::column)
                .findFirst();
    }

    /** Whether an expression mentions a column that a table gets only in this section. */
    boolean mentionsNewColumn(QualifiedName table, String expression) {
        List<String> words = BETWEEN_WORDS.splitAsStream(expression).toList();
        return this.operations.stream()
                .filter(AddColumn.class::isInstance)
                .map(AddColumn.class::cast)
                .filter((add) ->
                        add.table().equals(table) && words.contains(add.column().name()))
                .anyMatch((add) -> column(table, add.column().name()).isEmpty());
    }

    /** Returns a column as it is before the section. */
    Optional<Column> column(QualifiedName table, String name) {
        Optional<Table> existing = this.before.table(table);
        return existing.flatMap((known) -> known.column(name));
    }
}
