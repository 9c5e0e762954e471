package dev.migrate.inspect.mysql;

import dev.migrate.inspect.Row;
import dev.migrate.inspect.Rows;
import dev.migrate.sql.CanonicalSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Follows foreign keys and views to find the databases that are connected. */
final class MySqlConnections {

    private static final String NOT_OF_SERVER = " not in ('information_schema', 'performance_schema', 'mysql', 'sys')";

    private final Rows rows;
    private final CanonicalSql sql;

    MySqlConnections(Connection connection, CanonicalSql sql) {
        this.rows = new Rows(connection);
        this.sql = sql;
    }

    /**
     * Returns the databases that are connected with others, without these.
     *
     * @param mentioned names in lower case; a database is connected if it and one of its tables are mentioned
     */
    Set<String> databases(Set<String> compared, Set<String> mentioned) throws SQLException {
        Set<String> connected = new LinkedHashSet<>();
        connected.addAll(names(
                "select referenced_table_schema as name from information_schema.key_column_usage"
                        + " where table_schema in (:names) and referenced_table_schema is not null",
                compared));
        connected.addAll(names(
                "select table_schema as name from information_schema.key_column_usage"
                        + " where referenced_table_schema in (:names)",
                compared));
        connected.addAll(names(
                "select table_schema as name from information_schema.tables"
                        + " where lower(table_schema) in (:names) and lower(table_name) in (:names)",
                mentioned));
        connected.addAll(databasesOfViews(compared));
        connected.removeAll(compared);
        Set<String> last = connected;
        while (!last.isEmpty()) {
            Set<String> next = databasesInViews(last);
            next.removeAll(compared);
            next.removeAll(connected);
            connected.addAll(next);
            last = next;
        }
        return connected;
    }

    private Set<String> names(String sql, Collection<String> names) throws SQLException {
        return names.isEmpty()
                ? Set.of()
                : this.rows
                        .read(
                                "select distinct name from (" + sql + ") o where name" + NOT_OF_SERVER,
                                Map.of("names", names))
                        .stream()
                        .map((row) -> row.text("name"))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Returns the databases whose views use one of the databases, and those that the views of these use. */
    private Set<String> databasesOfViews(Set<String> databases) throws SQLException {
        Set<String> found = databasesInViews(databases);
        for (String database : databases) {
            for (Row row : this.rows.read(
                    "select distinct table_schema as name from information_schema.views where locate(:quoted, view_definition) > 0",
                    Map.of("quoted", this.sql.quoted(database) + "."))) {
                found.add(row.text("name"));
            }
        }
        return found;
    }

    /** Returns the databases that the views of databases name. */
    private Set<String> databasesInViews(Set<String> databases) throws SQLException {
        List<String> all = this.rows
                .read("select schema_name as name from information_schema.schemata where schema_name" + NOT_OF_SERVER)
                .stream()
                .map((row) -> row.text("name"))
                .toList();
        Set<String> found = new LinkedHashSet<>();
        for (Row row : this.rows.read(
                "select view_definition from information_schema.views where table_schema in (:names)",
                Map.of("names", databases))) {
            String text = row.text("view_definition");
            all.stream()
                    .filter((name) -> text.contains(this.sql.quoted(name) + "."))
                    .forEach(found::add);
        }
        return found;
    }
}
