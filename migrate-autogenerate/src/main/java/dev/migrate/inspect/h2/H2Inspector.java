package dev.migrate.inspect.h2;

import dev.migrate.inspect.Inspector;
import dev.migrate.inspect.Row;
import dev.migrate.inspect.Rows;
import dev.migrate.inspect.Scope;
import dev.migrate.schema.Namespace;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads schemas of H2 from the information schema. */
public final class H2Inspector implements Inspector {

    @Override
    public Schema read(Connection connection, Scope scope) throws SQLException {
        String home = scope.home() == null ? connection.getSchema() : scope.home();
        Set<String> schemas = new LinkedHashSet<>(scope.others());
        schemas.add(home);
        H2Names names = new H2Names(home);
        H2CatalogQueries queries = new H2CatalogQueries(connection, schemas);
        Predicate<QualifiedName> wanted = (name) -> scope.wanted().test(name.toString());
        H2Defaults defaults = new H2Defaults(queries.settings());
        Map<QualifiedName, List<Row>> columns = queries.columns().stream().collect(Collectors.groupingBy(names::table));
        List<Table> tables = new H2Tables(
                        names,
                        defaults,
                        columns,
                        H2Constraints.read(queries, names, defaults).byTable(schemas, columns))
                .tables(queries, wanted);
        H2Domains domains = H2Domains.read(queries, names);
        H2Definitions definitions = new H2Definitions(names, wanted);
        List<SqlObject> views = definitions.views(queries.views(), tables, columns);
        return new Schema(
                queries.schemas().stream()
                        .map((row) -> row.text("schema_name"))
                        .filter((name) -> !name.equals(home))
                        .map(Namespace::new)
                        .toList(),
                domains.enums(),
                sequences(queries.sequences(), names, wanted),
                tables,
                Stream.of(
                                domains.domains(),
                                definitions.functions(queries.functions()),
                                views,
                                definitions.triggers(queries.triggers()))
                        .flatMap(List::stream)
                        .toList());
    }

    @Override
    public Set<String> unread(Connection connection, Scope scope) throws SQLException {
        String home = scope.home() == null ? connection.getSchema() : scope.home();
        Set<String> schemas = new LinkedHashSet<>(scope.others());
        schemas.add(home);
        H2Names names = new H2Names(home);
        Set<String> unread = new TreeSet<>();
        List<Row> rows = new Rows(connection).read("""
                select 'linked table' as kind, TABLE_SCHEMA, TABLE_NAME from INFORMATION_SCHEMA.TABLES
                where TABLE_SCHEMA in (:schemas) and STORAGE_TYPE = 'TABLE LINK'
                union all
                select 'constant', CONSTANT_SCHEMA, CONSTANT_NAME from INFORMATION_SCHEMA.CONSTANTS
                where CONSTANT_SCHEMA in (:schemas)
                union all
                select 'synonym', SYNONYM_SCHEMA, SYNONYM_NAME from INFORMATION_SCHEMA.SYNONYMS
                where SYNONYM_SCHEMA in (:schemas)
                union all
                select 'aggregate', ROUTINE_SCHEMA, ROUTINE_NAME from INFORMATION_SCHEMA.ROUTINES
                where ROUTINE_SCHEMA in (:schemas) and ROUTINE_TYPE = 'AGGREGATE'""", Map.of("schemas", schemas));
        for (Row row : rows) {
            String name = names.table(row).toString();
            if (!row.text("kind").equals("linked table") || scope.wanted().test(name)) {
                unread.add(row.text("kind") + " " + name);
            }
        }
        return unread;
    }

    private static List<Sequence> sequences(List<Row> rows, H2Names names, Predicate<QualifiedName> wanted) {
        return rows.stream()
                .filter((row) -> wanted.test(names.name(row, "sequence_schema", "sequence_name")))
                .map((row) -> new Sequence(
                        names.name(row, "sequence_schema", "sequence_name"),
                        row.text("data_type"),
                        row.number("start_value"),
                        row.number("increment"),
                        row.number("minimum_value"),
                        row.number("maximum_value"),
                        Math.max(1, row.number("cache")),
                        row.flag("cycle_option")))
                .toList();
    }

    /** Returns all schemas, because the catalog does not show which ones views and defaults use. */
    @Override
    public Set<String> connectedSchemas(Connection connection, Scope scope, Set<String> mentioned) throws SQLException {
        String home = scope.home() == null ? connection.getSchema() : scope.home();
        Set<String> schemas = new LinkedHashSet<>(H2CatalogQueries.schemaNames(connection));
        schemas.removeAll(scope.others());
        schemas.remove(home);
        return schemas;
    }
}
