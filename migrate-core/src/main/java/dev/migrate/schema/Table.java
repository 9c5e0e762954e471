package dev.migrate.schema;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table with all that belongs to it.
 *
 * @param options what follows the closing bracket and differs from the database's own defaults; empty for nothing
 */
public record Table(
        QualifiedName name,
        List<Column> columns,
        List<Constraint> constraints,
        List<Index> indexes,
        String options,
        @Nullable String comment)
        implements Element {

    public Table {
        columns = List.copyOf(columns);
        constraints = List.copyOf(constraints);
        indexes = List.copyOf(indexes);
    }

    /** The column of a name. */
    public Optional<Column> column(String wanted) {
        return this.columns.stream()
                .filter((column) -> column.name().equals(wanted))
                .findFirst();
    }

    /** Its constraints of one kind. */
    public List<Constraint> constraints(Constraint.Kind kind) {
        return this.constraints.stream()
                .filter((constraint) -> constraint.kind() == kind)
                .toList();
    }

    /** The same with other constraints. */
    public Table withConstraints(List<Constraint> others) {
        return new Table(this.name, this.columns, others, this.indexes, this.options, this.comment);
    }

    /** The same with other indexes. */
    public Table withIndexes(List<Index> others) {
        return new Table(this.name, this.columns, this.constraints, others, this.options, this.comment);
    }

    /** The same with other columns. */
    public Table withColumns(List<Column> others) {
        return new Table(this.name, others, this.constraints, this.indexes, this.options, this.comment);
    }

    /** The same with one more column, constraint or index. */
    Table with(Element element) {
        if (element instanceof Column column) {
            return withColumns(Schema.joined(this.columns, column));
        }
        if (element instanceof Constraint constraint) {
            return withConstraints(Schema.joined(this.constraints, constraint));
        }
        return element instanceof Index index ? withIndexes(Schema.joined(this.indexes, index)) : this;
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
        return "%d columns%s%s"
                .formatted(
                        this.columns.size(),
                        this.options.isEmpty() ? "" : ", " + this.options,
                        this.comment == null ? "" : ", comment '%s'".formatted(this.comment));
    }
}
