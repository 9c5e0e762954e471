package dev.migrate.inspect.mysql;

import dev.migrate.inspect.Row;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.SqlObject.Part;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Assembles sequences, views, routines and triggers from the rows of the catalog.
 *
 * @param wanted whether to include a table or a view
 * @param bodies restores the names of databases in the bodies of routines and triggers
 */
record MySqlDefinitions(
        MySqlCatalogQueries queries, MySqlNames names, Predicate<QualifiedName> wanted, UnaryOperator<String> bodies) {

    /** Returns those of the rows of the list of tables that are sequences. */
    List<Sequence> sequences(List<Row> rows) throws SQLException {
        List<Row> sequences = rows.stream()
                .filter((row) -> row.text("table_type").equals("SEQUENCE"))
                .toList();
        if (sequences.isEmpty()) {
            return List.of();
        }
        return this.queries.sequences(sequences).stream()
                .map((row) -> new Sequence(
                        this.names.table(row),
                        "",
                        row.number("start_value"),
                        row.number("increment"),
                        row.number("minimum_value"),
                        row.number("maximum_value"),
                        row.number("cache_size"),
                        row.flag("cycle_option")))
                .toList();
    }

    /**
     * Returns all views, routines and triggers.
     *
     * @param rows the rows of the list of tables
     */
    List<SqlObject> all(List<Row> rows) throws SQLException {
        return Stream.of(routines(), views(rows), triggers())
                .flatMap(List::stream)
                .toList();
    }

    private List<SqlObject> views(List<Row> rows) throws SQLException {
        Set<QualifiedName> known = rows.stream().map(this.names::table).collect(Collectors.toSet());
        return this.queries.views().stream()
                .filter((row) -> this.wanted.test(this.names.table(row)))
                .map((row) -> view(row, known))
                .toList();
    }

    private SqlObject view(Row row, Set<QualifiedName> known) {
        QualifiedName name = this.names.table(row);
        String query = this.names.withReadNames(row.text("view_definition"));
        String algorithm = row.textOrNull("algorithm");
        StringBuilder create = new StringBuilder("CREATE ");
        if (algorithm != null && !algorithm.equals("UNDEFINED")) {
            create.append("ALGORITHM = ").append(algorithm).append(' ');
        }
        if (row.text("security_type").equals("INVOKER")) {
            create.append("SQL SECURITY INVOKER ");
        }
        create.append("VIEW ").append(this.names.quoted(name)).append(" AS ").append(query);
        if (!row.text("check_option").equals("NONE")) {
            create.append(" WITH ").append(row.text("check_option")).append(" CHECK OPTION");
        }
        Set<QualifiedName> uses = new LinkedHashSet<>(this.names.uses(query, known));
        uses.remove(name);
        return new SqlObject(
                SqlObject.Kind.VIEW,
                name,
                null,
                List.of(create.toString()),
                "DROP VIEW " + this.names.quoted(name),
                uses);
    }

    private List<SqlObject> routines() throws SQLException {
        Map<List<String>, List<Row>> parameters = this.queries.parameters().stream()
                .collect(Collectors.groupingBy((row) -> routineKey(row, "specific_schema")));
        List<SqlObject> routines = new ArrayList<>();
        for (Row row : this.queries.routines()) {
            QualifiedName name = this.names.name(row, "routine_schema", "routine_name");
            String type = row.text("routine_type");
            String text = this.bodies.apply(this.queries.routineText(
                    row, parameters.getOrDefault(routineKey(row, "routine_schema"), List.of())));
            String create = "CREATE %s %s %s".formatted(type, this.names.quoted(name), text);
            routines.add(new SqlObject(
                    type.equals("FUNCTION") ? SqlObject.Kind.FUNCTION : SqlObject.Kind.PROCEDURE,
                    name,
                    null,
                    List.of(create),
                    "DROP %s %s".formatted(type, this.names.quoted(name)),
                    Set.of(),
                    false,
                    code(row, create)));
        }
        return routines;
    }

    private static List<String> routineKey(Row row, String database) {
        return List.of(row.text(database), row.text("specific_name"), row.text("routine_type"));
    }

    private List<SqlObject> triggers() throws SQLException {
        List<SqlObject> triggers = new ArrayList<>();
        for (Row row : this.queries.triggers()) {
            QualifiedName table = this.names.name(row, "event_object_schema", "event_object_table");
            if (this.wanted.test(table)) {
                triggers.add(trigger(row, table));
            }
        }
        return triggers;
    }

    private SqlObject trigger(Row row, QualifiedName table) throws SQLException {
        QualifiedName name = this.names.name(row, "trigger_schema", "trigger_name");
        String create = "CREATE TRIGGER %s %s %s ON %s FOR EACH ROW\n%s"
                .formatted(
                        this.names.quoted(name),
                        row.text("action_timing"),
                        row.text("event_manipulation"),
                        this.names.quoted(table),
                        this.bodies.apply(this.queries.triggerAction(row)));
        return new SqlObject(
                SqlObject.Kind.TRIGGER,
                name,
                table,
                List.of(create),
                "DROP TRIGGER " + this.names.quoted(name),
                Set.of(table),
                false,
                code(row, create));
    }

    /** Returns the significant tokens of a body, because only some clients send comments. */
    private List<Part> code(Row row, String create) {
        return row.text("sql_mode").contains("NO_BACKSLASH_ESCAPES")
                ? List.of()
                : List.of(new Part(Part.PartKind.BASE, "", this.names.sql().normalized(create), "", "", ""));
    }
}
