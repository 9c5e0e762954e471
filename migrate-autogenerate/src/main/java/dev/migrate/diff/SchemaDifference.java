package dev.migrate.diff;

import dev.migrate.schema.Constraint;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SchemaObject;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A difference between the current schema and the desired one.
 *
 * @param table the table of the object; null if it belongs to none
 * @param before the current object; null for an addition
 * @param after the desired object; null for a drop
 * @param attributes for an alteration, the attributes that differ: {@code type}, {@code default}, {@code def}
 */
public record SchemaDifference(
        Change change,
        @Nullable QualifiedName table,
        @Nullable SchemaObject before,
        @Nullable SchemaObject after,
        List<String> attributes) {

    public SchemaDifference {
        attributes = List.copyOf(attributes);
    }

    /** The change that resolves the difference. */
    public enum Change {
        ADD,
        DROP,
        ALTER,
        RENAME
    }

    static SchemaDifference add(@Nullable QualifiedName table, SchemaObject after) {
        return new SchemaDifference(Change.ADD, table, null, after, List.of());
    }

    static SchemaDifference drop(@Nullable QualifiedName table, SchemaObject before) {
        return new SchemaDifference(Change.DROP, table, before, null, List.of());
    }

    /** Returns the desired object, or the current one if there is none. */
    public SchemaObject element() {
        return this.after != null ? this.after : Objects.requireNonNull(this.before);
    }

    /** Returns a short description of the change: {@code ALTER column[type]}. */
    public String summary() {
        String kind = this.change + " " + element().word();
        return this.attributes.isEmpty()
                ? kind
                : kind + this.attributes.toString().replace(", ", ",");
    }

    /**
     * Returns the qualified name of the object: {@code customer.nickname}. A constraint or an index whose name was
     * generated is named by its columns: {@code customer(nickname)}.
     */
    public String subject() {
        SchemaObject named = this.before != null ? this.before : element();
        if (this.table == null) {
            return named.label();
        }
        List<String> columns = this.change == Change.RENAME ? List.of() : columnsInsteadOfName(named);
        return columns.isEmpty()
                ? this.table + "." + named.label()
                : "%s(%s)".formatted(this.table, String.join(", ", columns));
    }

    private static List<String> columnsInsteadOfName(SchemaObject named) {
        if (named instanceof Constraint constraint) {
            return constraint.automatic() ? constraint.columns() : List.of();
        }
        return named instanceof Index index && index.automatic() ? index.columns() : List.of();
    }

    /** Returns the difference with both objects converted, or unchanged if that would make them look the same. */
    public SchemaDifference converted(UnaryOperator<SchemaObject> conversion) {
        SchemaObject before = this.before == null ? null : conversion.apply(this.before);
        SchemaObject after = this.after == null ? null : conversion.apply(this.after);
        boolean looksSame = before != null
                && after != null
                && this.change == Change.ALTER
                && before.describe().equals(after.describe());
        return looksSame ? this : new SchemaDifference(this.change, this.table, before, after, this.attributes);
    }

    @Override
    public String toString() {
        String both = this.before == null
                ? element().describe()
                : this.after == null
                        ? this.before.describe()
                        : this.change == Change.RENAME
                                ? "to " + this.after.label()
                                : this.before.describe() + " -> " + this.after.describe();
        return "%s %s: %s".formatted(summary(), subject(), both);
    }
}
