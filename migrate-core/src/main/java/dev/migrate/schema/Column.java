package dev.migrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * A column, in the words of the product.
 *
 * @param type the type as the product prints it, with its length
 * @param defaultValue the expression of the default; none for a column that has none, is numbered or generated
 * @param collation the collation where it is not that of the database or the type
 * @param onUpdate MariaDB's and MySQL's expression for a changed row
 */
public record Column(
        String name,
        String type,
        boolean nullable,
        @Nullable String defaultValue,
        @Nullable Identity identity,
        @Nullable Generated generated,
        @Nullable String collation,
        @Nullable String onUpdate,
        @Nullable String comment)
        implements Element {

    /** A column that may be null and has nothing but its type. */
    public static Column of(String name, String type) {
        return new Column(name, type, true, null, null, null, null, null, null);
    }

    /** The same under another name. */
    public Column named(String other) {
        return new Column(
                other,
                this.type,
                this.nullable,
                this.defaultValue,
                this.identity,
                this.generated,
                this.collation,
                this.onUpdate,
                this.comment);
    }

    /** The same, which may be null or may not. */
    public Column nullable(boolean may) {
        return new Column(
                this.name,
                this.type,
                may,
                this.defaultValue,
                this.identity,
                this.generated,
                this.collation,
                this.onUpdate,
                this.comment);
    }

    /** The same with a default, or with none. */
    public Column defaultValue(@Nullable String expression) {
        return new Column(
                this.name,
                this.type,
                this.nullable,
                expression,
                this.identity,
                this.generated,
                this.collation,
                this.onUpdate,
                this.comment);
    }

    /** The same with a collation of its own, or with that of what it is in. */
    public Column collation(@Nullable String other) {
        return new Column(
                this.name,
                this.type,
                this.nullable,
                this.defaultValue,
                this.identity,
                this.generated,
                other,
                this.onUpdate,
                this.comment);
    }

    @Override
    public String word() {
        return "column";
    }

    @Override
    public String label() {
        return this.name;
    }

    @Override
    public String describe() {
        StringBuilder text = new StringBuilder(this.type);
        if (this.collation != null) {
            text.append(" collate ").append(this.collation);
        }
        if (this.generated != null) {
            text.append(" generated as (").append(this.generated.expression()).append(')');
        }
        if (this.identity != null) {
            text.append(' ')
                    .append(this.identity
                            .mode()
                            .name()
                            .toLowerCase(java.util.Locale.ROOT)
                            .replace('_', ' '));
            text.append(this.identity.options().isEmpty() ? "" : " (" + this.identity.options() + ")");
        }
        if (this.defaultValue != null) {
            text.append(" default ").append(this.defaultValue);
        }
        if (this.onUpdate != null) {
            text.append(" on update ").append(this.onUpdate);
        }
        text.append(this.nullable ? "" : " not null");
        if (this.comment != null) {
            text.append(" comment '").append(this.comment).append('\'');
        }
        return text.toString();
    }
}
