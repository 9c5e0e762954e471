package dev.migrate.operation;

import org.jspecify.annotations.Nullable;

/**
 * A column, free of any product's words.
 *
 * @param identity whether the database numbers it; then it is the primary key where the table names no other
 * @param value the default as a value: text, number or truth
 * @param expression the default as SQL; {@code now} for the moment of insertion, whatever the product calls it
 * @param comment what is said of it to readers of the schema
 */
public record ColumnPart(
        String name,
        SqlType type,
        boolean nullable,
        boolean identity,
        @Nullable Object value,
        @Nullable String expression,
        @Nullable String comment)
        implements TablePart {

    private static final String NOW = "now";

    /** The same, in which every row has a value. */
    public ColumnPart notNull() {
        return new ColumnPart(this.name, this.type, false, this.identity, this.value, this.expression, this.comment);
    }

    /** The same, numbered by the database where a row brings no number. */
    public ColumnPart numbered() {
        return new ColumnPart(this.name, this.type, false, true, null, null, this.comment);
    }

    /** The same with a default. */
    public ColumnPart withDefault(String text) {
        return new ColumnPart(this.name, this.type, this.nullable, false, text, null, this.comment);
    }

    /** The same with a default. */
    public ColumnPart withDefault(Number number) {
        return new ColumnPart(this.name, this.type, this.nullable, false, number, null, this.comment);
    }

    /** The same with a default. */
    public ColumnPart withDefault(boolean truth) {
        return new ColumnPart(this.name, this.type, this.nullable, false, truth, null, this.comment);
    }

    /** The same with the moment of insertion as its default. */
    public ColumnPart withDefaultNow() {
        return withDefaultSql(NOW);
    }

    /** The same with a default that is worked out, in the words of the product. */
    public ColumnPart withDefaultSql(String sql) {
        return new ColumnPart(this.name, this.type, this.nullable, false, null, sql, this.comment);
    }

    /** The same with a comment. */
    public ColumnPart withComment(String text) {
        return new ColumnPart(this.name, this.type, this.nullable, this.identity, this.value, this.expression, text);
    }

    /** Whether its default is the moment of insertion. */
    public boolean isDefaultNow() {
        return NOW.equals(this.expression);
    }
}
