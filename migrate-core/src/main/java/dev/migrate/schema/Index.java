package dev.migrate.schema;

import java.util.List;

/**
 * An index that does not belong to a constraint.
 *
 * @param automatic whether the server or Hibernate generated the name
 * @param columns the columns or expressions in order, without their direction
 * @param definition the text after {@code ON table}, as the product prints it
 */
public record Index(String name, boolean automatic, boolean unique, List<String> columns, String definition)
        implements SchemaObject {

    public Index {
        columns = List.copyOf(columns);
    }

    /** Returns this index with another, explicitly chosen name. */
    public Index named(String other) {
        return new Index(other, false, this.unique, this.columns, this.definition);
    }

    /** Returns this index with another definition. */
    public Index defined(String other) {
        return new Index(this.name, this.automatic, this.unique, this.columns, other);
    }

    /** Returns whether both indexes are equivalent, regardless of their names. */
    public boolean isEquivalentTo(Index other) {
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
