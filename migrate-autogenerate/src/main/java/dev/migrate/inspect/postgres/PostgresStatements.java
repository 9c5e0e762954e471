package dev.migrate.inspect.postgres;

import dev.migrate.ddl.Ddl;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SqlObject;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the statements that several kinds of objects have in common.
 *
 * @param ddl the SQL of names and literals
 */
record PostgresStatements(Ddl ddl) {

    /** Returns the statement that sets a comment, or null if there is none. */
    @Nullable
    String comment(String object, @Nullable String text) {
        return text == null ? null : "COMMENT ON %s IS %s".formatted(object, this.ddl.literal(text));
    }

    /** Returns the statement that creates an index. */
    String createIndex(Index index, String table) {
        return "CREATE %sINDEX %s ON %s %s"
                .formatted(
                        index.unique() ? "UNIQUE " : "", this.ddl.identifier(index.name()), table, index.definition());
    }

    /** Returns an object that is created by these of its statements that are not null. */
    static SqlObject object(
            SqlObject.Kind kind,
            QualifiedName name,
            @Nullable QualifiedName table,
            String drop,
            Set<QualifiedName> uses,
            @Nullable String... create) {
        return object(kind, name, table, drop, uses, kind.beforeTables(), create);
    }

    static SqlObject object(
            SqlObject.Kind kind,
            QualifiedName name,
            @Nullable QualifiedName table,
            String drop,
            Set<QualifiedName> uses,
            boolean beforeTables,
            @Nullable String... create) {
        List<String> statements = Stream.of(create).filter(Objects::nonNull).toList();
        return new SqlObject(kind, name, table, statements, drop, uses, beforeTables, List.of());
    }
}
