package dev.migrate.schema;

import java.util.List;

/**
 * An index that no constraint brought along.
 *
 * @param automatic whether the server or Hibernate made the name up
 * @param columns the columns or expressions, in order, without direction
 * @param definition what follows {@code ON table}, as the product prints it
 */
public record Index(String name, boolean automatic, boolean unique, List<String> columns, String definition)
        implements Element {

    public Index {
        columns = List.copyOf(columns);
    }

    /** The same under another name that somebody chose. */
    public Index named(String other) {
        return new Index(other, false, this.unique, this.columns, this.definition);
    }

    /** The same, told in other words. */
    public Index defined(String other) {
        return new Index(this.name, this.automatic, this.unique, this.columns, other);
    }

    /** Whether both are the same index, whatever they are called. */
    public boolean serves(Index other) {
        return this.unique == other.unique && this.definition.equals(other.definition);
    }

    @Override
    public String word() {
        return "index";
    }

    @Override
    public String label() {
        return this.name;
    }

    @Override
    public String describe() {
        return (this.unique ? "unique " : "") + this.definition;
    }
}
