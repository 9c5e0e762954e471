package dev.migrate.inspect.mysql;

import dev.migrate.inspect.Row;
import dev.migrate.inspect.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the information schema of MySQL with one query for each kind of object, limited to the databases in scope. */
class MySqlCatalogQueries {

    private final Rows rows;
    private final MySqlNames names;
    private final Map<String, ?> databases;

    MySqlCatalogQueries(Connection connection, MySqlNames names) {
        this.rows = new Rows(connection);
        this.names = names;
        this.databases = Map.of("databases", List.copyOf(names.databases()));
    }

    final MySqlNames names() {
        return this.names;
    }

    /** Returns the rows of a query that has the databases as its parameter. */
    final List<Row> inDatabases(String sql) throws SQLException {
        return this.rows.read(sql, this.databases);
    }

    /** Returns the default collation of each database, in the order of their names. */
    final Map<String, String> databaseCollations() throws SQLException {
        return inDatabases("select schema_name, default_collation_name from information_schema.schemata"
                        + " where schema_name in (:databases) order by schema_name")
                .stream()
                .collect(Collectors.toMap(
                        (row) -> row.text("schema_name"),
                        (row) -> row.text("default_collation_name"),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    /** Returns the storage engine of a table that names none. */
    final String defaultEngine() throws SQLException {
        return this.rows
                .read("select @@default_storage_engine as engine")
                .get(0)
                .text("engine");
    }

    /** Returns the tables, views and sequences. */
    final List<Row> tables() throws SQLException {
        return inDatabases("select table_schema, table_name, table_type, engine, table_collation, create_options,"
                + " table_comment from information_schema.tables"
                + " where table_schema in (:databases) order by table_schema, table_name");
    }

    final List<Row> columns() throws SQLException {
        return inDatabases("""
                select * from information_schema.columns
                 where table_schema in (:databases) order by table_schema, table_name, ordinal_position
                """);
    }

    List<Row> checks() throws SQLException {
        return inDatabases("""
                select t.table_schema, t.table_name, c.constraint_name, c.check_clause,
                       'Table' as level, t.enforced
                  from information_schema.check_constraints c
                  join information_schema.table_constraints t
                    on t.constraint_schema = c.constraint_schema
                   and t.constraint_name = c.constraint_name
                 where t.constraint_type = 'CHECK' and c.constraint_schema in (:databases)
                 order by t.table_schema, t.table_name, c.constraint_name
                """);
    }

    /** Returns the columns of the indexes. */
    final List<Row> indexColumns() throws SQLException {
        return inDatabases("""
                select * from information_schema.statistics
                 where table_schema in (:databases) order by table_schema, table_name, index_name, seq_in_index
                """);
    }

    /** Returns the columns of the foreign keys. */
    final List<Row> foreignKeyColumns() throws SQLException {
        return inDatabases("""
                select k.table_schema, k.table_name, k.constraint_name, k.column_name, k.referenced_table_schema,
                       k.referenced_table_name, k.referenced_column_name, r.update_rule, r.delete_rule
                  from information_schema.key_column_usage k
                  join information_schema.referential_constraints r
                    on r.constraint_schema = k.constraint_schema and r.constraint_name = k.constraint_name
                   and r.table_name = k.table_name
                 where k.table_schema in (:databases) and k.referenced_table_name is not null
                   and r.constraint_schema in (:databases)
                 order by k.table_schema, k.table_name, k.constraint_name, k.ordinal_position
                """);
    }

    /**
     * Returns the options of sequences, which are their rows.
     *
     * @param sequences the rows of the sequences in the list of tables
     */
    final List<Row> sequences(List<Row> sequences) throws SQLException {
        String query = sequences.stream()
                .map((row) -> "select '%s' as table_schema, '%s' as table_name, s.* from %s.%s s"
                        .formatted(
                                MySqlNames.escaped(row.text("table_schema")),
                                MySqlNames.escaped(row.text("table_name")),
                                this.names.quoted(row.text("table_schema")),
                                this.names.quoted(row.text("table_name"))))
                .collect(Collectors.joining(" union all "));
        return this.rows.read(query);
    }

    final List<Row> views() throws SQLException {
        return inDatabases("select * from information_schema.views where table_schema in (:databases)"
                + " order by table_schema, table_name");
    }

    final List<Row> routines() throws SQLException {
        return inDatabases("select * from information_schema.routines where routine_schema in (:databases)"
                + " and routine_definition is not null and routine_type in ('FUNCTION', 'PROCEDURE')"
                + " order by routine_schema, routine_type, routine_name");
    }

    /** Returns the parameters of routines. */
    final List<Row> parameters() throws SQLException {
        return inDatabases("select * from information_schema.parameters where specific_schema in (:databases)"
                + " and parameter_name is not null"
                + " order by specific_schema, specific_name, ordinal_position");
    }

    /**
     * Returns the text after the name of a routine: its parameters, characteristics and body. The information schema
     * lacks the escape characters of bodies.
     *
     * @param parameters the rows of its parameters
     */
    String routineText(Row routine, List<Row> parameters) throws SQLException {
        String type = routine.text("routine_type");
        return MySqlTexts.behindName(
                showCreate(type, routine.text("routine_schema"), routine.text("routine_name"), "create " + type));
    }

    final List<Row> triggers() throws SQLException {
        return inDatabases("select * from information_schema.triggers where trigger_schema in (:databases)"
                + " order by trigger_schema, event_object_table, action_timing,"
                + " event_manipulation, action_order");
    }

    /** Returns the body of a trigger. */
    String triggerAction(Row trigger) throws SQLException {
        return MySqlTexts.action(showCreate(
                "trigger", trigger.text("trigger_schema"), trigger.text("trigger_name"), "sql original statement"));
    }

    /** Returns a statement from a column of {@code SHOW CREATE}. */
    private String showCreate(String type, String database, String name, String column) throws SQLException {
        return this.rows
                .read("show create %s %s.%s".formatted(type, this.names.quoted(database), this.names.quoted(name)))
                .get(0)
                .text(column);
    }
}
