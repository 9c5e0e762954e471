package dev.migrate.inspect.mysql;

import dev.migrate.ddl.MySqlDdl;
import dev.migrate.inspect.Row;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Assembles tables from the rows of the catalog.
 *
 * @param columns the columns of each table
 * @param checks the checks of each table
 * @param indexColumns the columns of the indexes of each table
 * @param keyColumns the columns of the foreign keys of each table
 * @param collations the default collation of each database
 * @param engine the default storage engine
 */
record MySqlTables(
        MySqlNames names,
        MySqlSyntax syntax,
        Map<QualifiedName, List<Row>> columns,
        Map<QualifiedName, List<Row>> checks,
        Map<QualifiedName, List<Row>> indexColumns,
        Map<QualifiedName, List<Row>> keyColumns,
        Map<String, String> collations,
        String engine) {

    private static final Pattern OPTIONS = Pattern.compile("(\\w+)=(\"[^\"]*\"|\\S+)");

    static MySqlTables read(
            MySqlCatalogQueries queries, MySqlNames names, MySqlSyntax syntax, Map<String, String> collations)
            throws SQLException {
        Function<List<Row>, Map<QualifiedName, List<Row>>> byTable =
                (rows) -> rows.stream().collect(Collectors.groupingBy(names::table));
        return new MySqlTables(
                names,
                syntax,
                byTable.apply(queries.columns()),
                byTable.apply(queries.checks()),
                byTable.apply(queries.indexColumns()),
                byTable.apply(queries.foreignKeyColumns()),
                collations,
                queries.defaultEngine());
    }

    /** Returns those of the rows that are tables. */
    List<Table> tables(List<Row> rows) {
        return rows.stream()
                .filter((row) -> row.text("table_type").equals("BASE TABLE") || isVersioned(row))
                .map(this::table)
                .toList();
    }

    private static boolean isVersioned(Row row) {
        return row.text("table_type").equals("SYSTEM VERSIONED");
    }

    private Table table(Row row) {
        QualifiedName name = this.names.table(row);
        return new MySqlTable(
                        name,
                        row,
                        this.columns.getOrDefault(name, List.of()),
                        this.checks.getOrDefault(name, List.of()),
                        this.names,
                        this.syntax)
                .table(
                        this.indexColumns.getOrDefault(name, List.of()),
                        this.keyColumns.getOrDefault(name, List.of()),
                        options(row));
    }

    /** Returns the options of a table that differ from the defaults of its database and server. */
    private String options(Row row) {
        List<String> options = new ArrayList<>();
        if (isVersioned(row)) {
            options.add(MySqlDdl.VERSIONED);
        }
        if (!row.text("engine").equalsIgnoreCase(this.engine)) {
            options.add("ENGINE = " + row.text("engine"));
        }
        String collation = row.text("table_collation");
        if (!collation.equals(this.collations.get(row.text("table_schema")))) {
            options.add("COLLATE = " + collation);
        }
        Matcher more = OPTIONS.matcher(Objects.requireNonNullElse(row.textOrNull("create_options"), ""));
        while (more.find()) {
            options.add(more.group(1).toUpperCase(Locale.ROOT) + " = " + more.group(2));
        }
        return String.join(" ", options);
    }
}
