package dev.migrate.schema;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The name of an object in a schema of the database.
 *
 * @param namespace the schema; null for the default schema of the application
 * @param name the name within the schema, as the catalog spells it
 */
public record QualifiedName(@Nullable String namespace, String name) implements Comparable<QualifiedName> {

    private static final Comparator<QualifiedName> ORDER = Comparator.comparing(
                    QualifiedName::namespace, Comparator.nullsFirst(Comparator.<String>naturalOrder()))
            .thenComparing(QualifiedName::name);

    /** Returns a name in the default schema of the application. */
    public static QualifiedName of(String name) {
        return new QualifiedName(null, name);
    }

    /** Returns another name in the same schema. */
    public QualifiedName sibling(String other) {
        return new QualifiedName(this.namespace, other);
    }

    @Override
    public int compareTo(QualifiedName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return this.namespace == null ? this.name : this.namespace + "." + this.name;
    }
}
