package dev.migrate.diff;

import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SchemaObject;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One thing in which the database is not as it is wanted.
 *
 * @param table the table that it belongs to; none for what stands on its own
 * @param before what the database has; none for what is to be added
 * @param after what is wanted; none for what is to go
 * @param attributes for a change, in what the two differ: {@code type}, {@code default}, {@code def}
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

    /** What has to be done about it. */
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

    /** Whichever side there is, the wanted one first. */
    public SchemaObject element() {
        return this.after != null ? this.after : Objects.requireNonNull(this.before);
    }

    /** What has to be done, in a few words: {@code ALTER column[type]}. */
    public String summary() {
        String word = this.change + " " + element().word();
        return this.attributes.isEmpty()
                ? word
                : word + this.attributes.toString().replace(", ", ",");
    }

    /** What it is about, by its full name: {@code customer.nickname}. */
    public String subject() {
        SchemaObject named = this.before != null ? this.before : element();
        return this.table == null ? named.label() : this.table + "." + named.label();
    }

    /** Returns the same in other words, unless these would make both sides read alike. */
    public SchemaDifference worded(UnaryOperator<SchemaObject> words) {
        SchemaObject before = this.before == null ? null : words.apply(this.before);
        SchemaObject after = this.after == null ? null : words.apply(this.after);
        boolean alike = before != null
                && after != null
                && this.change == Change.ALTER
                && before.describe().equals(after.describe());
        return alike ? this : new SchemaDifference(this.change, this.table, before, after, this.attributes);
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
