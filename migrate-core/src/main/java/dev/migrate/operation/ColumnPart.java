package dev.migrate.operation;

import org.jspecify.annotations.Nullable;

/**
 * A column as a migration in Java declares it, independent of the product.
 *
 * @param identity whether the database generates its values; it is then the primary key unless the table declares
 * another
 * @param value the default as a value: a string, number, or boolean
 * @param expression the default as SQL; {@code now} for the time of insertion on every product
 * @param comment the comment stored in the database
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

    /** Returns this column as {@code NOT NULL}. */
    public ColumnPart notNull() {
        return new ColumnPart(this.name, this.type, false, this.identity, this.value, this.expression, this.comment);
    }

    /** Returns this column as an identity column: the database generates a value if an insert gives none. */
    public ColumnPart numbered() {
        return new ColumnPart(this.name, this.type, false, true, null, null, this.comment);
    }

    /** Returns this column with a default. */
    public ColumnPart withDefault(String text) {
        return new ColumnPart(this.name, this.type, this.nullable, false, text, null, this.comment);
    }

    /** Returns this column with a default. */
    public ColumnPart withDefault(Number number) {
        return new ColumnPart(this.name, this.type, this.nullable, false, number, null, this.comment);
    }

    /** Returns this column with a default. */
    public ColumnPart withDefault(boolean truth) {
        return new ColumnPart(this.name, this.type, this.nullable, false, truth, null, this.comment);
    }

    /** Returns this column with the time of insertion as its default. */
    public ColumnPart withDefaultNow() {
        return withDefaultSql(NOW);
    }

    /** Returns this column with a default expression in the SQL of the product. */
    public ColumnPart withDefaultSql(String sql) {
        return new ColumnPart(this.name, this.type, this.nullable, false, null, sql, this.comment);
    }

    /** Returns this column with a comment. */
    public ColumnPart withComment(String text) {
        return new ColumnPart(this.name, this.type, this.nullable, this.identity, this.value, this.expression, text);
    }

    /** Returns whether the default is the time of insertion. */
    public boolean isDefaultNow() {
        return NOW.equals(this.expression);
    }
}
