package dev.migrate.inspect;

import dev.migrate.schema.EnumType;
import dev.migrate.schema.Namespace;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.Table;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The part of a database that is read.
 *
 * @param home the default schema (on MariaDB and MySQL, the database); null for that of the connection
 * @param others additional schemas by name; additional databases on MariaDB and MySQL
 * @param wanted whether to include a table, a view or a sequence, by its name, qualified if it is not in the default
 *     schema
 */
public record Scope(@Nullable String home, Set<String> others, Predicate<String> wanted) {

    public Scope {
        others = Set.copyOf(others);
    }

    /** Returns the scope of the connection's default schema. */
    public static Scope ofHome() {
        return new Scope(null, Set.of(), (name) -> true);
    }

    /** Returns everything in the schemas of this scope and in other schemas. */
    public Scope everythingIn(Set<String> more) {
        return new Scope(this.home, joined(more), (name) -> true);
    }

    /** Returns this scope together with everything in other schemas. */
    public Scope and(Set<String> more) {
        return more.isEmpty() ? this : new Scope(this.home, joined(more), this.wanted);
    }

    private Set<String> joined(Set<String> more) {
        return Stream.concat(this.others.stream(), more.stream()).collect(Collectors.toSet());
    }

    /** Whether an object is in this scope; a trigger or a policy is if its table is. */
    public boolean contains(SchemaObject object) {
        if (object instanceof Table table) {
            return isWanted(table.name());
        }
        if (object instanceof Sequence sequence) {
            return isWanted(sequence.name());
        }
        if (object instanceof EnumType type) {
            return isInSchemas(type.name());
        }
        if (object instanceof SqlObject sqlObject) {
            return switch (sqlObject.kind()) {
                case VIEW, MATERIALIZED_VIEW, PARTITION -> isWanted(sqlObject.name());
                case CAST ->
                    sqlObject.uses().isEmpty() || sqlObject.uses().stream().anyMatch(this::isInSchemas);
                default -> sqlObject.table() == null ? isInSchemas(sqlObject.name()) : isWanted(sqlObject.table());
            };
        }
        return !(object instanceof Namespace namespace) || this.others.contains(namespace.name());
    }

    private boolean isWanted(QualifiedName name) {
        return isInSchemas(name) && this.wanted.test(name.toString());
    }

    private boolean isInSchemas(QualifiedName name) {
        return name.namespace() == null || this.others.contains(name.namespace());
    }

    /** Returns the part of a schema that is in this scope. */
    public Schema part(Schema schema) {
        Set<QualifiedName> others = schema.sequences().stream()
                .filter((sequence) -> !contains(sequence))
                .map(Sequence::name)
                .collect(Collectors.toSet());
        return new Schema(
                schema.namespaces().stream().filter(this::contains).toList(),
                schema.enums().stream().filter(this::contains).toList(),
                schema.sequences().stream().filter(this::contains).toList(),
                schema.tables().stream().filter(this::contains).toList(),
                schema.definitions().stream()
                        .filter((sqlObject) -> contains(sqlObject) && !isCommentOn(others, sqlObject))
                        .toList());
    }

    private static boolean isCommentOn(Set<QualifiedName> names, SqlObject sqlObject) {
        return sqlObject.kind() == SqlObject.Kind.COMMENT
                && sqlObject.uses().stream().anyMatch(names::contains);
    }
}
