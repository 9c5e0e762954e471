package dev.migrate.inspect.postgres;

import dev.migrate.inspect.Row;
import dev.migrate.inspect.Rows;
import dev.migrate.schema.QualifiedName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Access to the catalog of PostgreSQL, limited to the schemas in scope. SQL is as the server prints it, without the
 * schemas of names on the search path.
 */
final class PostgresCatalog {

    /** Limits a query to the OIDs of the schemas in scope. */
    static final String IN_SCOPE = "in (select oid from pg_namespace where nspname = any (:schemas))";

    private final Connection connection;
    private final Rows rows;
    private final String home;
    private final Map<String, ?> parameters;

    PostgresCatalog(Connection connection, String home, Set<String> others) throws SQLException {
        this.connection = connection;
        this.rows = new Rows(connection);
        this.home = home;
        Object[] schemas = Stream.concat(Stream.of(home), others.stream().sorted())
                .distinct()
                .toArray();
        this.parameters = Map.of("schemas", connection.createArrayOf("text", schemas));
    }

    /** Returns the default schema. */
    String home() {
        return this.home;
    }

    /** Returns the major version of the server. */
    int version() throws SQLException {
        return this.connection.getMetaData().getDatabaseMajorVersion();
    }

    /** Returns the rows of a query that may have the schemas in scope as its parameter. */
    List<Row> read(String sql) throws SQLException {
        return this.rows.read(sql, this.parameters);
    }

    /** Returns the rows of a query that also has a list of texts as its parameter. */
    List<Row> read(String sql, String name, Collection<String> texts) throws SQLException {
        Map<String, Object> all = new HashMap<>(this.parameters);
        all.put(name, this.connection.createArrayOf("text", texts.toArray()));
        return this.rows.read(sql, all);
    }

    /** Returns the name of a row in its columns {@code schema} and {@code name}. */
    QualifiedName name(Row row) {
        return name(row.text("schema"), row.text("name"));
    }

    /** Returns a name, without its schema if that is the default one. */
    QualifiedName name(String schema, String name) {
        return new QualifiedName(this.home.equals(schema) ? null : schema, name);
    }

    /** Returns the condition that an object does not belong to an extension. */
    static String notOfExtension(String catalog, String oid) {
        return "not exists (select 1 from pg_depend where classid = '%s'::regclass and objid = %s and deptype = 'e')"
                .formatted(catalog, oid);
    }

    /** Returns the SQL for the name of a collation, qualified if necessary. */
    static String collation(String alias) {
        return """
                case when pg_collation_is_visible(%1$s.oid) then quote_ident(%1$s.collname) else
                (select quote_ident(nspname) from pg_namespace where oid = %1$s.collnamespace) || '.'
                || quote_ident(%1$s.collname) end""".formatted(alias);
    }
}
