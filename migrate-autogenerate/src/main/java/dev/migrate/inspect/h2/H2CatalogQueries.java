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
                .read("select SETTING_NAME, SETTING_VALUE from INFORMATION_SCHEMA.SETTINGS"
                        + " where SETTING_NAME in ('MODE', 'DEFAULT_NULL_ORDERING')")
                .stream()
                .collect(Collectors.toMap((row) -> row.text("setting_name"), (row) -> row.text("setting_value")));
    }

    /** Returns the names of all schemas with an object. */
    static List<String> schemaNames(Connection connection) throws SQLException {
        return new Rows(connection)
                .read("""
                        select TABLE_SCHEMA as name from INFORMATION_SCHEMA.TABLES
                         where TABLE_SCHEMA <> 'INFORMATION_SCHEMA'
                        union select SEQUENCE_SCHEMA from INFORMATION_SCHEMA.SEQUENCES
                        union select DOMAIN_SCHEMA from INFORMATION_SCHEMA.DOMAINS
                        union select ROUTINE_SCHEMA from INFORMATION_SCHEMA.ROUTINES
                         where ROUTINE_SCHEMA <> 'INFORMATION_SCHEMA'
                        """).stream().map((row) -> row.text("name")).toList();
    }

    List<Row> schemas() throws SQLException {
        return inSchemas("select SCHEMA_NAME from INFORMATION_SCHEMA.SCHEMATA where SCHEMA_NAME in (:schemas)"
                + " order by SCHEMA_NAME");
    }

    List<Row> tables() throws SQLException {
        return inSchemas("select TABLE_SCHEMA, TABLE_NAME, REMARKS from INFORMATION_SCHEMA.TABLES"
                + " where TABLE_SCHEMA in (:schemas) and TABLE_TYPE = 'BASE TABLE'"
                + " order by TABLE_SCHEMA, TABLE_NAME");
    }

    List<Row> columns() throws SQLException {
        return inSchemas("""
                select TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, COLUMN_DEFAULT, IS_NULLABLE,
                       data_type_sql(TABLE_SCHEMA, TABLE_NAME, 'TABLE', DTD_IDENTIFIER) as type,
                       DOMAIN_SCHEMA, DOMAIN_NAME, IDENTITY_GENERATION, IDENTITY_START,
                       IDENTITY_INCREMENT, IDENTITY_MINIMUM, IDENTITY_MAXIMUM, IDENTITY_CYCLE,
                       IDENTITY_CACHE, GENERATION_EXPRESSION, COLUMN_ON_UPDATE, IS_VISIBLE,
                       DEFAULT_ON_NULL, REMARKS
                  from INFORMATION_SCHEMA.COLUMNS
                 where TABLE_SCHEMA in (:schemas)
                 order by TABLE_SCHEMA, TABLE_NAME, ORDINAL_POSITION
                """);
    }

    /** Returns the constraints in all schemas, because foreign keys refer to keys in schemas out of scope. */
    List<Row> constraints() throws SQLException {
        return this.rows.read("select TABLE_SCHEMA, TABLE_NAME, CONSTRAINT_SCHEMA, CONSTRAINT_NAME, CONSTRAINT_TYPE,"
                + " NULLS_DISTINCT, INDEX_SCHEMA, INDEX_NAME from INFORMATION_SCHEMA.TABLE_CONSTRAINTS"
                + " order by TABLE_SCHEMA, TABLE_NAME, CONSTRAINT_TYPE, CONSTRAINT_NAME");
    }

    List<Row> checks() throws SQLException {
        return this.rows.read("select * from INFORMATION_SCHEMA.CHECK_CONSTRAINTS");
    }

    List<Row> foreignKeys() throws SQLException {
        return this.rows.read("select * from INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS");
    }

    /** Returns the columns of keys under their names at the creation of the key. */
    List<Row> keyColumns() throws SQLException {
        return this.rows.read("select CONSTRAINT_SCHEMA, CONSTRAINT_NAME, COLUMN_NAME"
                + " from INFORMATION_SCHEMA.KEY_COLUMN_USAGE"
                + " order by CONSTRAINT_SCHEMA, CONSTRAINT_NAME, ORDINAL_POSITION");
    }

    /** Returns the columns of the indexes of keys under their current names. */
    List<Row> keyIndexColumns() throws SQLException {
        return this.rows.read("select INDEX_SCHEMA, INDEX_NAME, COLUMN_NAME from INFORMATION_SCHEMA.INDEX_COLUMNS"
                + " order by INDEX_SCHEMA, INDEX_NAME, ORDINAL_POSITION");
    }

    /** Returns the columns that checks use. */
    List<Row> checkedColumns() throws SQLException {
        return this.rows.read("select CONSTRAINT_SCHEMA, CONSTRAINT_NAME, TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME"
                + " from INFORMATION_SCHEMA.CONSTRAINT_COLUMN_USAGE");
    }

    List<Row> indexes() throws SQLException {
        return inSchemas("select TABLE_SCHEMA, TABLE_NAME, INDEX_SCHEMA, INDEX_NAME, INDEX_TYPE_NAME, NULLS_DISTINCT"
                + " from INFORMATION_SCHEMA.INDEXES"
                + " where TABLE_SCHEMA in (:schemas) and not IS_GENERATED"
                + " order by TABLE_SCHEMA, TABLE_NAME, INDEX_NAME");
    }

    List<Row> indexColumns() throws SQLException {
        return inSchemas("select INDEX_SCHEMA, INDEX_NAME, COLUMN_NAME, ORDERING_SPECIFICATION, NULL_ORDERING"
                + " from INFORMATION_SCHEMA.INDEX_COLUMNS where TABLE_SCHEMA in (:schemas)"
                + " order by INDEX_SCHEMA, INDEX_NAME, ORDINAL_POSITION");
    }

    List<Row> sequences() throws SQLException {
        return inSchemas("select * from INFORMATION_SCHEMA.SEQUENCES where SEQUENCE_SCHEMA in (:schemas)"
                + " order by SEQUENCE_SCHEMA, SEQUENCE_NAME");
    }

    List<Row> domains() throws SQLException {
        return inSchemas("""
                select d.DOMAIN_SCHEMA, d.DOMAIN_NAME, d.DOMAIN_DEFAULT, d.DOMAIN_ON_UPDATE,
                       d.PARENT_DOMAIN_SCHEMA, d.PARENT_DOMAIN_NAME, d.REMARKS,
                       data_type_sql(d.DOMAIN_SCHEMA, d.DOMAIN_NAME, 'DOMAIN', d.DTD_IDENTIFIER) as type
                  from INFORMATION_SCHEMA.DOMAINS d
                 where d.DOMAIN_SCHEMA in (:schemas)
                 order by d.DOMAIN_SCHEMA, d.DOMAIN_NAME
                """);
    }

    List<Row> domainConstraints() throws SQLException {
        return this.rows.read("select DOMAIN_SCHEMA, DOMAIN_NAME, CONSTRAINT_SCHEMA, CONSTRAINT_NAME"
                + " from INFORMATION_SCHEMA.DOMAIN_CONSTRAINTS"
                + " order by DOMAIN_SCHEMA, DOMAIN_NAME, CONSTRAINT_NAME");
    }

    List<Row> functions() throws SQLException {
        return inSchemas("select ROUTINE_SCHEMA, ROUTINE_NAME, ROUTINE_DEFINITION, EXTERNAL_NAME, REMARKS"
                + " from INFORMATION_SCHEMA.ROUTINES where ROUTINE_SCHEMA in (:schemas)"
                + " and EXTERNAL_LANGUAGE = 'JAVA' and ROUTINE_TYPE in ('FUNCTION', 'PROCEDURE')"
                + " order by ROUTINE_SCHEMA, ROUTINE_NAME");
    }

    List<Row> views() throws SQLException {
        return inSchemas("select TABLE_SCHEMA, TABLE_NAME, VIEW_DEFINITION, REMARKS from INFORMATION_SCHEMA.VIEWS"
                + " where TABLE_SCHEMA in (:schemas) and VIEW_DEFINITION is not null"
                + " order by TABLE_SCHEMA, TABLE_NAME");
    }

    List<Row> triggers() throws SQLException {
        return inSchemas("select * from INFORMATION_SCHEMA.TRIGGERS where TRIGGER_SCHEMA in (:schemas)"
                + " order by TRIGGER_SCHEMA, TRIGGER_NAME, EVENT_MANIPULATION");
    }
}
