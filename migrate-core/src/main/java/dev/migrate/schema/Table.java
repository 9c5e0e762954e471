package dev.migrate.schema;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table with its columns, constraints, and indexes.
 *
 * @param options the table options that differ from the defaults of the database; empty if there are none
 */
public record Table(
        QualifiedName name,
        List<Column> columns,
        List<Constraint> constraints,
        List<Index> indexes,
        String options,
        @Nullable String comment)
        implements SchemaObject {

    public Table {
        columns = List.copyOf(columns);
        constraints = List.copyOf(constraints);
        indexes = List.copyOf(indexes);
    }

    /** Returns the column with this name, if any. */
    public Optional<Column> column(String wanted) {
        return this.columns.stream()
                .filter((column) -> column.name().equals(wanted))
                .findFirst();
    }

    /** Returns the constraints of one kind. */
    public List<Constraint> constraints(Constraint.Kind kind) {
        return this.constraints.stream()
                .filter((constraint) -> constraint.kind() == kind)
                .toList();
    }

    /** Returns this table with other constraints. */
    public Table withConstraints(List<Constraint> others) {
        return new Table(this.name, this.columns, others, this.indexes, this.options, this.comment);
    }

    /** Returns this table with other indexes. */
    public Table withIndexes(List<Index> others) {
        return new Table(this.name, this.columns, this.constraints, others, this.options, this.comment);
    }

    /** Returns this table with other options. */
    public Table withOptions(String others) {
        return new Table(this.name, this.columns, this.constraints, this.indexes, others, this.comment);
    }

    /** Returns this table with other columns. */
    public Table withColumns(List<Column> others) {
        return new Table(this.name, others, this.constraints, this.indexes, this.options, this.comment);
    }

    /** Returns this table with an additional column, constraint, or index. */
    Table with(SchemaObject schemaObject) {
        if (schemaObject instanceof Column column) {
            return withColumns(Schema.joined(this.columns, column));
        }
        if (schemaObject instanceof Constraint constraint) {
            return withConstraints(Schema.joined(this.constraints, constraint));
        }
        return schemaObject instanceof Index index ? withIndexes(Schema.joined(this.indexes, index)) : this;
    }

    @Override
    public String word() {
        return "table";
    }

    @Override
    public String label() {
        return this.name.toString();
    }

    @Override
    public String describe() {
        return "%d %s%s%s"
                .formatted(
                        this.columns.size(),
                        this.columns.size() == 1 ? "column" : "columns",
                        this.options.isEmpty() ? "" : ", " + this.options,
                        this.comment == null ? "" : ", comment '%s'".formatted(this.comment));
    }
}
