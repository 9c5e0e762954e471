package dev.migrate.inspect.postgres;

import dev.migrate.ddl.Ddl;
import dev.migrate.inspect.Row;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SqlObject;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
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

    /** Returns the statements that create extensions, by the names of their types. */
    static Map<String, String> ofTypes(PostgresCatalog catalog, Ddl ddl) throws SQLException {
        Map<String, String> creations = new HashMap<>();
        for (Row row : catalog.read("""
                select t.typname as type, x.extname as name, n.nspname as schema
                from pg_extension x
                join pg_namespace n on n.oid = x.extnamespace
                join pg_depend d on d.refclassid = 'pg_extension'::regclass and d.refobjid = x.oid and d.deptype = 'e'
                join pg_type t on d.classid = 'pg_type'::regclass and t.oid = d.objid
                where x.oid >= 16384 and t.typelem = 0
                """)) {
            String schema = row.text("schema");
            creations.put(
                    row.text("type"),
                    "CREATE EXTENSION IF NOT EXISTS " + ddl.identifier(row.text("name"))
                            + (schema.equals(catalog.home()) ? "" : " WITH SCHEMA " + ddl.identifier(schema)));
        }
        return creations;
    }
}
