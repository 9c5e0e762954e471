package dev.migrate.inspect.postgres;

import dev.migrate.ddl.Ddl;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SqlObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Describes an extension. It belongs to the database, and its version is not compared. */
public final class PostgresExtensionDefinition {

    private PostgresExtensionDefinition() {}

    /**
     * Returns the definition of an extension.
     *
     * @param schema its schema; null if that is the default one
     */
    public static SqlObject of(Ddl ddl, String name, @Nullable String schema) {
        String written = ddl.identifier(name);
        return PostgresStatements.object(
                SqlObject.Kind.EXTENSION,
                QualifiedName.of(name),
                null,
                "DROP EXTENSION " + written,
                Set.of(),
                "CREATE EXTENSION " + written + (schema == null ? "" : " WITH SCHEMA " + ddl.identifier(schema)));
    }
}
