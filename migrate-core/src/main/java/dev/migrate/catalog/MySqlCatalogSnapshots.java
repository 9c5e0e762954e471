package dev.migrate.catalog;

import dev.migrate.error.Log;
import dev.migrate.sql.DdlName;
import dev.migrate.sql.Lexer;
import dev.migrate.sql.Query;
import dev.migrate.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes snapshots of the catalog of MariaDB or MySQL, limited to the objects that a statement names. */
public final class MySqlCatalogSnapshots {

    private static final Log LOGGER = Log.of(MySqlCatalogSnapshots.class);

    /** A column, a key or a constraint on its line of {@code SHOW CREATE TABLE}; the last one has no comma. */
    private static final Pattern PART = Pattern.compile(
            "  (?<kind>(?:UNIQUE |FULLTEXT |SPATIAL |VECTOR )?KEY |CONSTRAINT )?`(?<name>(?:[^`]|``)+)` (?<rest>.*?),?");

    private static final Pattern COUNTER = Pattern.compile(" AUTO_INCREMENT=\\d+");

    /** Statements whose effect only the InnoDB ID of the table shows. */
    private static final Pattern SEEN_BY_NUMBER =
            Pattern.compile("(truncate|rename)\\b.*|alter\\b.*\\b(rename|truncate)\\b.*");

    /** Statements whose effect might be a new InnoDB ID of a table. */
    private static final Pattern REBUILDS = Pattern.compile("(alter|rename|truncate)\\b.*");

    private static final String OBJECTS = """
            select 'home', database(), '' union all
            select 'schema', schema_name, '' from information_schema.schemata where schema_name in (%1$s) union all
            select 'table', table_schema, table_name from information_schema.tables
            where table_schema = database() and table_name in (%1$s)""";

    private static final String TABLES = """
            select table_schema, table_name from information_schema.tables
            where table_schema in (%s) and table_name in (%s)""";

    /** The queries for programs, by the words without which no statement changes one. */
    private static final Map<Pattern, String> PROGRAMS = Map.of(
            Pattern.compile("\\b(procedure|function|package)\\b", Pattern.CASE_INSENSITIVE), """
            select 'routine', routine_schema, routine_name, routine_type, routine_definition, dtd_identifier,
              is_deterministic, sql_data_access, security_type, routine_comment, definer, created, last_altered
            from information_schema.routines where routine_schema in (%s) and routine_name in (%s)""",
            Pattern.compile("\\btrigger\\b", Pattern.CASE_INSENSITIVE), """
            select 'trigger', trigger_schema, trigger_name, event_manipulation, event_object_table, action_order,
              action_statement, action_timing, definer, created
            from information_schema.triggers where trigger_schema in (%s) and trigger_name in (%s)""",
            Pattern.compile("\\bevent\\b", Pattern.CASE_INSENSITIVE), """
            select 'event', event_schema, event_name, event_definition, event_type, execute_at, interval_value,
              interval_field, starts, ends, status, on_completion, event_comment, created, last_altered
            from information_schema.events where event_schema in (%s) and event_name in (%s)""");

    private final Connection connection;
    private final Statement statement;
    private final String tableIds;
    private final String words;
    private final CatalogSnapshot.Builder found = new CatalogSnapshot.Builder();
    private boolean complete = true;

    private MySqlCatalogSnapshots(Connection connection, Statement statement, Lexer lexer, String tableIds) {
        this.connection = connection;
        this.statement = statement;
        this.tableIds = tableIds;
        this.words = literals(Statement.words(lexer, statement.sql()));
    }

    /**
     * Takes a snapshot of the objects that a statement names; returns empty if this user cannot see enough of them.
     *
     * @param lexer the lexer of the statement
     * @param tableIds the view of the catalog with the InnoDB IDs of tables
     * @throws SQLException if the catalog cannot be read
     */
    public static Optional<CatalogSnapshot> of(Connection connection, Statement statement, Lexer lexer, String tableIds)
            throws SQLException {
        MySqlCatalogSnapshots snapshots = new MySqlCatalogSnapshots(connection, statement, lexer, tableIds);
        Set<String> schemas = snapshots.objects();
        if (!schemas.isEmpty()) {
            snapshots.programs(literals(schemas));
        }
        return snapshots.complete ? Optional.of(snapshots.found.build()) : Optional.empty();
    }

    /** Adds schemas and tables. Returns the schemas to which names in the statement might refer. */
    private Set<String> objects() throws SQLException {
        Set<String> schemas = new LinkedHashSet<>();
        Set<String> others = new LinkedHashSet<>();
        for (List<@Nullable String> row : Query.rows(this.connection, OBJECTS.formatted(this.words))) {
            String schema = Objects.requireNonNullElse(row.get(1), "");
            switch (String.valueOf(row.get(0))) {
                case "home" -> {
                    this.found.add(CatalogSnapshot.DEFAULT_SCHEMA, "", schema);
                    if (!schema.isEmpty()) {
                        schemas.add(schema);
                    }
                }
                case "schema" -> {
                    this.found.add("schema", schema, "there");
                    if (schemas.add(schema)) {
                        others.add(schema);
                    }
                }
                default -> table(schema, String.valueOf(row.get(2)));
            }
        }
        if (!others.isEmpty()) {
            for (List<@Nullable String> row :
                    Query.rows(this.connection, TABLES.formatted(literals(others), this.words))) {
                table(String.valueOf(row.get(0)), String.valueOf(row.get(1)));
            }
        }
        return schemas;
    }

    private void table(String schema, String table) throws SQLException {
        describe(schema + "." + table, definition(schema, table));
        if (REBUILDS.matcher(this.statement.head()).matches()) {
            Optional<String> number = dataNumber(schema + "/" + table);
            this.complete &= number.isPresent()
                    || !SEEN_BY_NUMBER.matcher(this.statement.head()).matches();
            number.ifPresent((value) -> this.found.add("data", schema + "." + table, value));
        }
    }

    private String definition(String schema, String table) throws SQLException {
        String query = "show create table `%s`.`%s`".formatted(schema.replace("`", "``"), table.replace("`", "``"));
        return COUNTER.matcher(String.valueOf(Query.row(this.connection, query).get(1)))
                .replaceAll("");
    }

    /**
     * Adds each line of the definition that is a column, a key or a constraint; the other lines describe the table
     * itself.
     */
    private void describe(String table, String definition) {
        StringBuilder own = new StringBuilder();
        List<String> columns = new ArrayList<>();
        boolean first = true;
        for (String line : definition.lines().toList()) {
            Matcher part = PART.matcher(line);
            if (part.matches()) {
                String kind = kind(part.group("kind"));
                String name = part.group("name").replace("``", "`");
                this.found.add(kind, DdlName.inTable(table, name), part.group("rest"));
                if (kind.equals("column")) {
                    columns.add(name);
                } else {
                    this.found.define(kind, DdlName.inTable(table, name), definition(part));
                }
            } else if (line.startsWith("  PRIMARY KEY ")) {
                String primary = line.strip().replaceFirst(",$", "");
                this.found.add("primary", DdlName.inTable(table, "PRIMARY"), primary);
                this.found.define("primary", DdlName.inTable(table, "PRIMARY"), primary);
            } else if (!first || !line.startsWith("CREATE TABLE ")) {
                own.append(line).append('\n');
            }
            first = false;
        }
        this.found.add("table", table, own.toString());
        if (!columns.isEmpty()) {
            this.found.add("order", table, columns.toString());
        }
    }

    /** Returns the definition of a key without its name. */
    private static String definition(Matcher part) {
        return part.group("kind").replaceFirst("KEY $|CONSTRAINT $", "") + part.group("rest");
    }

    private static String kind(@Nullable String word) {
        if (word == null) {
            return "column";
        }
        return word.equals("CONSTRAINT ") ? "constraint" : "index";
    }

    /**
     * Returns the InnoDB ID of a table, which changes whenever the table is rebuilt; empty if this user cannot see it.
     */
    private Optional<String> dataNumber(String name) {
        try {
            return Query.rows(
                            this.connection,
                            "select table_id from information_schema.%s where name = %s"
                                    .formatted(this.tableIds, literal(name)))
                    .stream()
                    .findFirst()
                    .map((row) -> row.get(0));
        } catch (SQLException refused) {
            LOGGER.debug("Could not read the catalog of InnoDB: {}", refused.getMessage());
            return Optional.empty();
        }
    }

    private void programs(String schemas) throws SQLException {
        for (Map.Entry<Pattern, String> query : PROGRAMS.entrySet()) {
            if (query.getKey().matcher(this.statement.sql()).find()) {
                for (List<@Nullable String> row :
                        Query.rows(this.connection, query.getValue().formatted(schemas, this.words))) {
                    this.found.add(String.valueOf(row.get(0)), row.get(1) + "." + row.get(2), row.toString());
                }
            }
        }
    }

    private static String literals(Set<String> texts) {
        return texts.stream().map(MySqlCatalogSnapshots::literal).collect(Collectors.joining(", "));
    }

    private static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
