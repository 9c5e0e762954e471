package dev.migrate.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The compared objects of a database at one point in time. */
public record Schema(
        List<Namespace> namespaces,
        List<EnumType> enums,
        List<Sequence> sequences,
        List<Table> tables,
        List<SqlObject> definitions) {

    /** A database without objects. */
    public static final Schema EMPTY = new Schema(List.of(), List.of(), List.of(), List.of(), List.of());

    public Schema {
        namespaces = List.copyOf(namespaces);
        enums = List.copyOf(enums);
        sequences = List.copyOf(sequences);
        tables = List.copyOf(tables);
        definitions = List.copyOf(definitions);
    }

    /** Returns the table with this name, if any. */
    public Optional<Table> table(QualifiedName name) {
        return this.tables.stream().filter((table) -> table.name().equals(name)).findFirst();
    }

    /** Returns the sequence with this name, if any. */
    public Optional<Sequence> sequence(QualifiedName name) {
        return this.sequences.stream()
                .filter((sequence) -> sequence.name().equals(name))
                .findFirst();
    }

    /** Returns this schema with other tables. */
    public Schema withTables(List<Table> others) {
        return new Schema(this.namespaces, this.enums, this.sequences, others, this.definitions);
    }

    /** Returns this schema with only the matching tables, and all other objects. */
    public Schema onlyTables(Predicate<QualifiedName> wanted) {
        return withTables(this.tables.stream()
                .filter((table) -> wanted.test(table.name()))
                .toList());
    }

    /** Returns this schema with an additional element, placed in its table if it belongs to one. */
    public Schema with(@Nullable QualifiedName table, SchemaObject schemaObject) {
        if (schemaObject instanceof Table added) {
            return withTables(joined(this.tables, added));
        }
        if (schemaObject instanceof SqlObject sqlObject) {
            return new Schema(
                    this.namespaces, this.enums, this.sequences, this.tables, joined(this.definitions, sqlObject));
        }
        if (schemaObject instanceof Sequence sequence) {
            return new Schema(
                    this.namespaces, this.enums, joined(this.sequences, sequence), this.tables, this.definitions);
        }
        if (schemaObject instanceof EnumType type) {
            return new Schema(this.namespaces, joined(this.enums, type), this.sequences, this.tables, this.definitions);
        }
        if (schemaObject instanceof Namespace namespace) {
            return new Schema(
                    joined(this.namespaces, namespace), this.enums, this.sequences, this.tables, this.definitions);
        }
        return withTables(this.tables.stream()
                .map((owner) -> owner.name().equals(table) ? owner.with(schemaObject) : owner)
                .toList());
    }

    /** Returns this schema without an object that is compared by its definition. */
    public Schema without(SqlObject sqlObject) {
        return new Schema(
                this.namespaces,
                this.enums,
                this.sequences,
                this.tables,
                this.definitions.stream()
                        .filter((other) -> !other.equals(sqlObject))
                        .toList());
    }

    static <E> List<E> joined(List<E> list, E added) {
        List<E> all = new ArrayList<>(list);
        all.add(added);
        return all;
    }
}
