package dev.migrate.inspect.h2;

import dev.migrate.inspect.Row;
import dev.migrate.inspect.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the information schema of H2 with one query for each kind of object, limited to the schemas in scope. */
final class H2CatalogQueries {

    private final Rows rows;
    private final Map<String, ?> schemas;

    H2CatalogQueries(Connection connection, Set<String> schemas) {
        this.rows = new Rows(connection);
        this.schemas = Map.of("schemas", List.copyOf(schemas));
    }

    private List<Row> inSchemas(String sql) throws SQLException {
        return this.rows.read(sql, this.schemas);
    }

    /** Returns the settings that change which properties are the defaults. */
    Map<String, String> settings() throws SQLException {
        return this.rows
                .read("select setting_name, setting_value from information_schema.settings"
                        + " where setting_name in ('MODE', 'DEFAULT_NULL_ORDERING')")
                .stream()
                .collect(Collectors.toMap((row) -> row.text("setting_name"), (row) -> row.text("setting_value")));
    }

    /** Returns the names of all schemas with an object. */
    static List<String> schemaNames(Connection connection) throws SQLException {
        return new Rows(connection)
                .read("""
                        select table_schema as name from information_schema.tables
                         where table_schema <> 'INFORMATION_SCHEMA'
                        union select sequence_schema from information_schema.sequences
                        union select domain_schema from information_schema.domains
                        union select routine_schema from information_schema.routines
                         where routine_schema <> 'INFORMATION_SCHEMA'
                        """).stream().map((row) -> row.text("name")).toList();
    }

    List<Row> schemas() throws SQLException {
        return inSchemas("select schema_name from information_schema.schemata where schema_name in (:schemas)"
                + " order by schema_name");
    }

    List<Row> tables() throws SQLException {
        return inSchemas("select table_schema, table_name, remarks from information_schema.tables"
                + " where table_schema in (:schemas) and table_type = 'BASE TABLE'"
                + " order by table_schema, table_name");
    }

    List<Row> columns() throws SQLException {
        return inSchemas("""
                select table_schema, table_name, column_name, column_default, is_nullable,
                       data_type_sql(table_schema, table_name, 'TABLE', dtd_identifier) as type,
                       domain_schema, domain_name, identity_generation, identity_start,
                       identity_increment, identity_minimum, identity_maximum, identity_cycle,
                       identity_cache, generation_expression, column_on_update, is_visible,
                       default_on_null, remarks
                  from information_schema.columns
                 where table_schema in (:schemas)
                 order by table_schema, table_name, ordinal_position
                """);
    }

    /** Returns the constraints in all schemas, because foreign keys refer to keys in schemas out of scope. */
    List<Row> constraints() throws SQLException {
        return this.rows.read("select table_schema, table_name, constraint_schema, constraint_name, constraint_type,"
                + " nulls_distinct, index_schema, index_name from information_schema.table_constraints"
                + " order by table_schema, table_name, constraint_type, constraint_name");
    }

    List<Row> checks() throws SQLException {
        return this.rows.read("select * from information_schema.check_constraints");
    }

    List<Row> foreignKeys() throws SQLException {
        return this.rows.read("select * from information_schema.referential_constraints");
    }

    /** Returns the columns of keys under their names at the creation of the key. */
    List<Row> keyColumns() throws SQLException {
        return this.rows.read("select constraint_schema, constraint_name, column_name"
                + " from information_schema.key_column_usage"
                + " order by constraint_schema, constraint_name, ordinal_position");
    }

    /** Returns the columns of the indexes of keys under their current names. */
    List<Row> keyIndexColumns() throws SQLException {
        return this.rows.read("select index_schema, index_name, column_name from information_schema.index_columns"
                + " order by index_schema, index_name, ordinal_position");
    }

    /** Returns the columns that checks use. */
    List<Row> checkedColumns() throws SQLException {
        return this.rows.read("select constraint_schema, constraint_name, table_schema, table_name, column_name"
                + " from information_schema.constraint_column_usage");
    }

    List<Row> indexes() throws SQLException {
        return inSchemas("select table_schema, table_name, index_schema, index_name, index_type_name, nulls_distinct"
                + " from information_schema.indexes"
                + " where table_schema in (:schemas) and not is_generated"
                + " order by table_schema, table_name, index_name");
    }

    List<Row> indexColumns() throws SQLException {
        return inSchemas("select index_schema, index_name, column_name, ordering_specification, null_ordering"
                + " from information_schema.index_columns where table_schema in (:schemas)"
                + " order by index_schema, index_name, ordinal_position");
    }

    List<Row> sequences() throws SQLException {
        return inSchemas("select * from information_schema.sequences where sequence_schema in (:schemas)"
                + " order by sequence_schema, sequence_name");
    }

    List<Row> domains() throws SQLException {
        return inSchemas("""
                select d.domain_schema, d.domain_name, d.domain_default, d.domain_on_update,
                       d.parent_domain_schema, d.parent_domain_name, d.remarks,
                       data_type_sql(d.domain_schema, d.domain_name, 'DOMAIN', d.dtd_identifier) as type
                  from information_schema.domains d
                 where d.domain_schema in (:schemas)
                 order by d.domain_schema, d.domain_name
                """);
    }

    List<Row> domainConstraints() throws SQLException {
        return this.rows.read("select domain_schema, domain_name, constraint_schema, constraint_name"
                + " from information_schema.domain_constraints"
                + " order by domain_schema, domain_name, constraint_name");
    }

    List<Row> functions() throws SQLException {
        return inSchemas("select routine_schema, routine_name, routine_definition, external_name, remarks"
                + " from information_schema.routines where routine_schema in (:schemas)"
                + " and external_language = 'JAVA' and routine_type in ('FUNCTION', 'PROCEDURE')"
                + " order by routine_schema, routine_name");
    }

    List<Row> views() throws SQLException {
        return inSchemas("select table_schema, table_name, view_definition, remarks from information_schema.views"
                + " where table_schema in (:schemas) and view_definition is not null"
                + " order by table_schema, table_name");
    }

    List<Row> triggers() throws SQLException {
        return inSchemas("select * from information_schema.triggers where trigger_schema in (:schemas)"
                + " order by trigger_schema, trigger_name, event_manipulation");
    }
}
