package dev.migrate.schema;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The name of something that lies in a schema of the database.
 *
 * @param namespace the schema it lies in; none for the one in which the application lives, whatever that is called
 * @param name its own name, as the catalogue spells it
 */
public record QualifiedName(@Nullable String namespace, String name) implements Comparable<QualifiedName> {

    private static final Comparator<QualifiedName> ORDER = Comparator.comparing(
                    QualifiedName::namespace, Comparator.nullsFirst(Comparator.<String>naturalOrder()))
            .thenComparing(QualifiedName::name);

    /** A name in the schema in which the application lives. */
    public static QualifiedName of(String name) {
        return new QualifiedName(null, name);
    }

    /** Another name in the same schema. */
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
