package dev.migrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * A column of a table, with types and expressions as the database product prints them.
 *
 * @param type the type with its length, as the product prints it
 * @param defaultValue the default expression; null for a column that has none, or is an identity or generated column
 * @param collation the collation if it differs from that of the database or the type
 * @param onUpdate the {@code ON UPDATE} expression of MariaDB and MySQL
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
        implements SchemaObject {

    /** Returns a nullable column with only a name and a type. */
    public static Column of(String name, String type) {
        return new Column(name, type, true, null, null, null, null, null, null);
    }

    /** Returns this column with another name. */
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

    /** Returns this column with another type. */
    public Column typed(String other) {
        return new Column(
                this.name,
                other,
                this.nullable,
                this.defaultValue,
                this.identity,
                this.generated,
                this.collation,
                this.onUpdate,
                this.comment);
    }

    /** Returns this column with the given nullability. */
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

    /** Returns this column with another default, or without one. */
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

    /** Returns this column with another collation, or with the inherited one. */
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

    /** Whether the value is not stored but computed by each query. */
    public boolean isVirtual() {
        return this.generated != null && !this.generated.stored();
    }

    /** Returns this column with stored values if it is generated. */
    public Column stored() {
        return new Column(
                this.name,
                this.type,
                this.nullable,
                this.defaultValue,
                this.identity,
                this.generated == null ? null : new Generated(this.generated.expression(), true),
                this.collation,
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
