package dev.migrate.inspect.h2;

import dev.migrate.inspect.Row;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Assembles functions, views and triggers from the rows of the catalog.
 *
 * @param wanted whether to include a table or a view
 */
record H2Definitions(H2Names names, Predicate<QualifiedName> wanted) {

    List<SqlObject> functions(List<Row> rows) {
        Map<QualifiedName, Row> byName = new LinkedHashMap<>();
        rows.forEach((row) -> byName.putIfAbsent(this.names.name(row, "routine_schema", "routine_name"), row));
        List<SqlObject> functions = new ArrayList<>();
        byName.forEach((name, row) -> functions.add(function(name, row)));
        return functions;
    }

    /** Returns a function. Its source is compiled without the tables, whose columns might call it. */
    private SqlObject function(QualifiedName name, Row row) {
        String source = row.textOrNull("routine_definition");
        List<String> statements = new ArrayList<>();
        statements.add("CREATE ALIAS %s %s"
                .formatted(
                        this.names.quoted(name),
                        source == null
                                ? "FOR " + H2Names.literal(row.text("external_name"))
                                : "AS " + H2Names.literal(source)));
        this.names.comment("ALIAS", name, row).ifPresent(statements::add);
        return new SqlObject(
                SqlObject.Kind.FUNCTION,
                name,
                null,
                statements,
                "DROP ALIAS " + this.names.quoted(name),
                Set.of(),
                true,
                List.of());
    }

    /**
     * Returns the views.
     *
     * @param tables the tables that they might use
     * @param columns the columns of tables and views
     */
    List<SqlObject> views(List<Row> rows, List<Table> tables, Map<QualifiedName, List<Row>> columns) {
        List<Row> views = rows.stream()
                .filter((row) -> this.wanted.test(this.names.table(row)))
                .toList();
        Set<QualifiedName> known = Stream.concat(
                        tables.stream().map(Table::name), views.stream().map(this.names::table))
                .collect(Collectors.toSet());
        return views.stream()
                .map((row) -> view(
                        row,
                        columns.getOrDefault(this.names.table(row), List.of()).stream()
                                .map((column) -> column.text("column_name"))
                                .toList(),
                        known))
                .toList();
    }

    private SqlObject view(Row row, List<String> columns, Set<QualifiedName> known) {
        QualifiedName name = this.names.table(row);
        String query = this.names.withoutHome(row.text("view_definition").strip());
        List<String> statements = new ArrayList<>();
        statements.add("CREATE VIEW %s %s AS\n%s".formatted(this.names.quoted(name), this.names.list(columns), query));
        this.names.comment("VIEW", name, row).ifPresent(statements::add);
        Set<QualifiedName> uses = new LinkedHashSet<>(this.names.uses(query, known));
        uses.remove(name);
        return new SqlObject(SqlObject.Kind.VIEW, name, null, statements, "DROP VIEW " + this.names.quoted(name), uses);
    }

    List<SqlObject> triggers(List<Row> rows) {
        Map<QualifiedName, List<Row>> byName = rows.stream()
                .filter((row) -> this.wanted.test(eventTable(row)))
                .collect(Collectors.groupingBy(
                        (row) -> this.names.name(row, "trigger_schema", "trigger_name"),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return byName.entrySet().stream()
                .map((entry) -> trigger(entry.getKey(), entry.getValue()))
                .toList();
    }

    private QualifiedName eventTable(Row row) {
        return this.names.name(row, "event_object_schema", "event_object_table");
    }

    private SqlObject trigger(QualifiedName name, List<Row> events) {
        Row row = events.get(0);
        QualifiedName table = eventTable(row);
        String create = "CREATE TRIGGER %s %s %s ON %s%s CALL %s"
                .formatted(
                        this.names.quoted(name),
                        row.text("action_timing"),
                        events.stream()
                                .map((event) -> event.text("event_manipulation"))
                                .collect(Collectors.joining(", ")),
                        this.names.quoted(table),
                        row.text("action_orientation").equals("ROW") ? " FOR EACH ROW" : "",
                        H2Names.literal(row.text("java_class")));
        return new SqlObject(
                SqlObject.Kind.TRIGGER,
                name,
                table,
                List.of(create),
                "DROP TRIGGER " + this.names.quoted(name),
                Set.of(table));
    }
}
