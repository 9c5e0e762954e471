package dev.migrate.inspect.h2;

import dev.migrate.inspect.Row;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Generated;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Assembles tables from the rows of the catalog. */
final class H2Tables {

    private static final long DEFAULT_CACHE = 32;

    private final H2Names names;
    private final H2Defaults defaults;
    private final Map<QualifiedName, List<Row>> columns;
    private final Map<QualifiedName, List<Constraint>> constraints;

    H2Tables(
            H2Names names,
            H2Defaults defaults,
            Map<QualifiedName, List<Row>> columns,
            Map<QualifiedName, List<Constraint>> constraints) {
        this.names = names;
        this.defaults = defaults;
        this.columns = columns;
        this.constraints = constraints;
    }

    List<Table> tables(H2CatalogQueries queries, Predicate<QualifiedName> wanted) throws SQLException {
        Map<QualifiedName, List<Index>> indexes = indexes(queries.indexes(), queries.indexColumns());
        return queries.tables().stream()
                .filter((row) -> wanted.test(this.names.table(row)))
                .map((row) -> table(row, indexes))
                .toList();
    }

    private Table table(Row row, Map<QualifiedName, List<Index>> indexes) {
        QualifiedName name = this.names.table(row);
        return new Table(
                name,
                this.columns.getOrDefault(name, List.of()).stream()
                        .map(this::column)
                        .toList(),
                this.constraints.getOrDefault(name, List.of()),
                indexes.getOrDefault(name, List.of()),
                "",
                row.textOrNull("remarks"));
    }

    private Column column(Row row) {
        String type = row.textOrNull("domain_name") == null
                ? H2Names.type(row)
                : this.names.quoted(this.names.name(row, "domain_schema", "domain_name"));
        String generation = row.textOrNull("generation_expression");
        String onUpdate = row.textOrNull("column_on_update");
        return new Column(
                row.text("column_name"),
                row.flag("is_visible") ? type : type + " INVISIBLE",
                row.flag("is_nullable"),
                defaultValue(row),
                identity(row, type),
                generation == null ? null : new Generated(this.names.expression(generation), true),
                null,
                onUpdate == null ? null : this.names.expression(onUpdate),
                row.textOrNull("remarks"));
    }

    private @Nullable String defaultValue(Row row) {
        String value = row.textOrNull("column_default");
        boolean onNull = row.flag("default_on_null") && row.textOrNull("identity_generation") == null;
        if (value == null) {
            return onNull ? "NULL DEFAULT ON NULL" : null;
        }
        return this.names.expression(value) + (onNull ? " DEFAULT ON NULL" : "");
    }

    private static @Nullable Identity identity(Row row, String type) {
        String generation = row.textOrNull("identity_generation");
        if (generation == null) {
            return null;
        }
        long start = row.number("identity_start");
        long increment = row.number("identity_increment");
        long minimum = row.number("identity_minimum");
        long maximum = row.number("identity_maximum");
        // H2 prints a negative number, which it does not accept, if it descends over the whole range.
        long cache = row.number("identity_cache");
        boolean ascending = increment > 0;
        long largest = largest(type);
        List<String> options = new ArrayList<>();
        options.add(start == (ascending ? minimum : maximum) ? "" : "START WITH " + start);
        options.add(increment == 1 ? "" : "INCREMENT BY " + increment);
        options.add(minimum == (ascending ? 1 : -largest - 1) ? "" : "MINVALUE " + minimum);
        options.add(maximum == (ascending ? largest : -1) ? "" : "MAXVALUE " + maximum);
        options.add(row.flag("identity_cycle") ? "CYCLE" : "");
        boolean isUsual = cache == DEFAULT_CACHE || cache < 0;
        options.add(isUsual ? "" : "CACHE " + cache);
        return new Identity(
                generation.equals("ALWAYS") ? Identity.Mode.ALWAYS : Identity.Mode.BY_DEFAULT,
                options.stream().filter((option) -> !option.isEmpty()).collect(Collectors.joining(" ")));
    }

    private static long largest(String type) {
        return switch (type) {
            case "TINYINT" -> Byte.MAX_VALUE;
            case "SMALLINT" -> Short.MAX_VALUE;
            case "INTEGER" -> Integer.MAX_VALUE;
            default -> Long.MAX_VALUE;
        };
    }

    private Map<QualifiedName, List<Index>> indexes(List<Row> indexes, List<Row> indexColumns) {
        Map<QualifiedName, List<Row>> columns = indexColumns.stream().collect(Collectors.groupingBy(this::indexName));
        return indexes.stream()
                .collect(Collectors.groupingBy(
                        this.names::table,
                        Collectors.mapping(
                                (row) -> index(row, columns.getOrDefault(indexName(row), List.of())),
                                Collectors.toList())));
    }

    private QualifiedName indexName(Row row) {
        return this.names.name(row, "index_schema", "index_name");
    }

    /** Returns an index whose definition ends with the words that precede {@code INDEX} in the statement. */
    private Index index(Row row, List<Row> columns) {
        String name = row.text("index_name");
        String type = row.text("index_type_name");
        boolean unique = type.startsWith("UNIQUE");
        String words = (unique ? this.defaults.nulls(row.text("nulls_distinct")) : "")
                + type.replace("UNIQUE ", "").replaceFirst("INDEX$", "");
        return new Index(
                name,
                H2Names.isAutomatic(name),
                unique,
                columns.stream().map((column) -> column.text("column_name")).toList(),
                columns.stream()
                                .map((column) ->
                                        this.names.quoted(column.text("column_name")) + this.defaults.order(column))
                                .collect(Collectors.joining(", ", "(", ")"))
                        + (words.isBlank() ? "" : " " + words.strip()));
    }
}
