package dev.migrate.render;

import dev.migrate.ddl.Ddl;
import dev.migrate.diff.Mentions;
import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.CreateEnum;
import dev.migrate.operation.CreateSequence;
import dev.migrate.operation.CreateTable;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.NumberedColumn;
import dev.migrate.operation.Operation;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a warning about one operation of a section depends on.
 *
 * @param before the schema in which the section runs, with renames already applied
 * @param operations all operations of the section
 * @param empty the columns that the section adds and leaves empty
 */
record SectionContext(Schema before, List<Operation> operations, EmptyColumns empty) {

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

    /** Returns the names of the unique keys and indexes that contain a column. */
    List<String> uniqueKeysOn(QualifiedName table, String column) {
        return keys(table).entrySet().stream()
                .filter((key) -> key.getValue().contains(column))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns the columns of a unique key or index. */
    List<String> columnsOf(QualifiedName table, String key) {
        return keys(table).getOrDefault(key, List.of());
    }

    /** Returns the definition of a unique key or index. */
    String definitionOf(QualifiedName table, String key) {
        return this.before.table(table).stream()
                .flatMap((known) -> Stream.concat(
                        known.constraints().stream()
                                .filter((constraint) -> constraint.name().equals(key))
                                .map(Constraint::definition),
                        known.indexes().stream()
                                .filter((index) -> index.name().equals(key))
                                .map(Index::definition)))
                .findFirst()
                .orElse("()");
    }

    private Map<String, List<String>> keys(QualifiedName table) {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        this.before.table(table).ifPresent((known) -> {
            known.constraints().stream()
                    .filter((constraint) -> constraint.kind() == Constraint.Kind.PRIMARY_KEY
                            || constraint.kind() == Constraint.Kind.UNIQUE)
                    .forEach((constraint) -> keys.put(constraint.name(), constraint.columns()));
            known.indexes().stream().filter(Index::unique).forEach((index) -> keys.put(index.name(), index.columns()));
        });
        return keys;
    }

    /** Whether the section creates a sequence that continues the numbers of a column. */
    boolean continuesNumbersOf(QualifiedName table, String column) {
        return this.operations.stream()
                .anyMatch((operation) -> operation instanceof CreateSequence create
                        && create.numbers().contains(new NumberedColumn(table, column)));
    }

    /** Returns the labels of an enumerated type of the schema, as it is before the section or as that creates it. */
    Optional<List<String>> labelsOf(String type) {
        return Stream.concat(
                        this.operations.stream()
                                .filter(CreateEnum.class::isInstance)
                                .map((create) -> ((CreateEnum) create).type()),
                        this.before.enums().stream())
                .filter((known) -> known.name().toString().equals(type.replace("\"", "")))
                .map(EnumType::labels)
                .findFirst();
    }

    /** Whether the section creates tables. */
    boolean createsTables() {
        return this.operations.stream().anyMatch(CreateTable.class::isInstance);
    }

    /** Returns a column that the section adds. */
    Optional<Column> added(QualifiedName table, String name) {
        return this.operations.stream()
                .filter(AddColumn.class::isInstance)
                .map(AddColumn.class::cast)
                .filter((add) ->
                        add.table().equals(table) && add.column().name().equals(name))
                .map(AddColumn::column)
                .filter((column) -> column(table, name).isEmpty())
                .findFirst();
    }

    /** Whether a query can run before the section: its columns exist, and do not turn from texts or labels to another type. */
    boolean canQuery(QualifiedName table, String query, Ddl ddl) {
        return this.operations.stream().noneMatch((operation) -> {
            if (operation instanceof AddColumn add) {
                return add.table().equals(table)
                        && column(table, add.column().name()).isEmpty()
                        && mentions(query, add.column(), ddl);
            }
            return operation instanceof AlterColumn alter
                    && alter.table().equals(table)
                    && (ddl.string(alter.before().type()).isPresent()
                                    != ddl.string(alter.after().type()).isPresent()
                            || Labels.of(alter.before().type()).isPresent()
                                    != Labels.of(alter.after().type()).isPresent())
                    && mentions(query, alter.before(), ddl);
        });
    }

    private static boolean mentions(String query, Column column, Ddl ddl) {
        return Mentions.anyOf(List.of(ddl.identifier(column.name())), query);
    }

    /** Whether the section creates a table. */
    boolean creates(QualifiedName table) {
        return this.operations.stream()
                .anyMatch((operation) -> operation instanceof CreateTable create
                        && create.table().name().equals(table));
    }

    /** Whether an expression mentions a column that a table gets only in this section. */
    boolean mentionsNewColumn(QualifiedName table, String expression) {
        return this.operations.stream()
                .filter(AddColumn.class::isInstance)
                .map(AddColumn.class::cast)
                .filter((add) -> add.table().equals(table)
                        && Mentions.anyOf(List.of(add.column().name()), expression))
                .anyMatch((add) -> column(table, add.column().name()).isEmpty());
    }

    /** Returns a column as it is before the section. */
    Optional<Column> column(QualifiedName table, String name) {
        Optional<Table> existing = this.before.table(table);
        return existing.flatMap((known) -> known.column(name));
    }
}
