package dev.migrate.catalog;

import dev.migrate.sql.Lexer;
import dev.migrate.sql.MentionedNames;
import dev.migrate.sql.MentionedNames.Name;
import dev.migrate.sql.Query;
import dev.migrate.sql.ServerSqlMode;
import dev.migrate.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the statements that might write to a table of MariaDB or MySQL whose storage engine has no transactions: a table
 * that the statement names, or one that is reached through a view, a trigger, a routine or a foreign key. Only what is
 * named is read from the catalog, once until a statement might have changed it. What this user cannot see counts as
 * non-transactional if any visible table is.
 */
public final class MySqlTransactionCheck implements TransactionCheck {

    /** The schemas whose tables show the state of the server. */
    private static final Set<String> VIRTUAL = Set.of("information_schema", "performance_schema");

    private static final Pattern DATA_DEFINITION = Pattern.compile("(create|alter|drop|rename|truncate)\\b.*");

    /** Words of statements whose changes a foreign key can pass on. */
    private static final Pattern CASCADING = Pattern.compile("\\b(delete|update|replace)\\b", Pattern.CASE_INSENSITIVE);

    /** A privilege on all tables of a schema, or of all schemas. */
    private static final Pattern GRANT =
            Pattern.compile("GRANT (?<rights>.*?) ON (?<schema>\\*|`(?:[^`]|``)+`)\\.\\* TO .*", Pattern.DOTALL);

    private static final Pattern SEES_ALL =
            Pattern.compile("ALL PRIVILEGES|(?=(.*, ?)?TRIGGER(,.*)?$)(?=(.*, ?)?EXECUTE(,.*)?$).*", Pattern.DOTALL);

    /** The maximum number of names in a query. */
    private static final int BATCH = 100;

    private static final String TABLE = """
            select 'table', table_schema, table_name, table_type, engine from information_schema.tables
            where table_schema = %1$s and table_name = %2$s""";

    private static final String TRIGGER = """
            select 'trigger', event_object_schema, event_object_table, trigger_schema, action_statement
            from information_schema.triggers where event_object_schema = %1$s and event_object_table = %2$s""";

    private static final String ROUTINES = """
            select 'routine', routine_schema, routine_name, routine_schema, routine_definition
            from information_schema.routines where routine_schema in (%s) and routine_name in (%s)""";

    private static final String VIEW = """
            select 'view', table_schema, table_name, table_schema, view_definition from information_schema.views
            where table_schema = %1$s and table_name = %2$s""";

    private static final String REFERENCING_TABLE = """
            select 'reference', unique_constraint_schema, referenced_table_name, constraint_schema, table_name
            from information_schema.referential_constraints
            where unique_constraint_schema = %1$s and referenced_table_name = %2$s
              and (delete_rule in ('CASCADE', 'SET NULL') or update_rule in ('CASCADE', 'SET NULL'))""";

    private static final String OTHER_ENGINE = """
            select 1 from information_schema.tables where table_type not in ('VIEW', 'SYSTEM VIEW', 'SEQUENCE')
              and table_schema not in ('information_schema', 'performance_schema', 'mysql', 'sys')
              and coalesce(engine, '') not in (%s) limit 1""";

    private final Supplier<Connection> connection;
    private final Function<Statement, InterruptionEffect> effects;
    private final Function<ServerSqlMode, Lexer> lexers;
    private final boolean cascadesFireTriggers;
    private final Set<Name> asked = new HashSet<>();
    private final Map<Name, Found> known = new HashMap<>();
    private @Nullable Server server;
    private @Nullable Boolean anyOtherEngine;

    /**
     * Creates a check.
     *
     * @param connection returns the connection of the session
     * @param effects returns the effect of a statement by its verb
     * @param lexers returns the lexer for a SQL mode
     * @param cascadesFireTriggers whether changes by a foreign key fire the triggers of the referencing table
     */
    public MySqlTransactionCheck(
            Supplier<Connection> connection,
            Function<Statement, InterruptionEffect> effects,
            Function<ServerSqlMode, Lexer> lexers,
            boolean cascadesFireTriggers) {
        this.connection = connection;
        this.effects = effects;
        this.lexers = lexers;
        this.cascadesFireTriggers = cascadesFireTriggers;
    }

    /**
     * What does not depend on tables.
     *
     * @param schema the default schema of the session
     * @param engines the storage engines with transactions, as literals
     * @param grants the privileges of the user and of its active roles
     */
    private record Server(String schema, Set<String> engines, List<String> grants) {

        /** Whether this user sees all tables and triggers of a schema. */
        boolean sees(String schema) {
            return this.grants.stream().noneMatch((grant) -> grant.startsWith("REVOKE "))
                    && this.grants.stream()
                            .map(GRANT::matcher)
                            .anyMatch((grant) -> grant.matches()
                                    && SEES_ALL.matcher(grant.group("rights")).matches()
                                    && isIn(grant.group("schema"), schema));
        }

        /** Whether the pattern of a grant, in which {@code _} and {@code %} are wildcards, matches a schema. */
        private static boolean isIn(String pattern, String schema) {
            if (pattern.equals("*")) {
                return true;
            }
            String regex = pattern.substring(1, pattern.length() - 1).replace("``", "`");
            Matcher parts = Pattern.compile("\\\\(.)|(%)|(_)|[^\\\\%_]+").matcher(regex);
            String all = parts.replaceAll((part) -> Matcher.quoteReplacement(
                    part.group(2) != null
                            ? ".*"
                            : part.group(3) != null
                                    ? "."
                                    : Pattern.quote(part.group(1) != null ? part.group(1) : part.group())));
            return Pattern.compile(all, Pattern.CASE_INSENSITIVE)
                    .matcher(schema)
                    .matches();
        }
    }

    /** What a name stands for. */
    private static final class Found {

        private boolean table;
        private boolean view;
        private boolean otherEngine;
        private boolean hidden;
        private boolean cascades;
        private final Set<Name> uses = new LinkedHashSet<>();
        private final Set<Name> referencing = new LinkedHashSet<>();
    }

    /** What a statement might change. */
    private static final class Reached {

        private boolean otherEngine;
        private boolean hidden;
        private boolean cascades;
    }

    @Override
    public boolean isNonTransactional(Statement statement) throws SQLException {
        Set<Name> names = inSchema(statement.names().get(), server().schema());
        Reached reached = reached(names, false);
        boolean cascades = this.cascadesFireTriggers
                && (reached.cascades || CASCADING.matcher(statement.sql()).find());
        if (cascades && !reached.otherEngine) {
            reached = reached(names, true);
        }
        return reached.otherEngine || (reached.hidden && anyOtherEngine());
    }

    /** Follows names to everything that a statement with these names might change. */
    private Reached reached(Set<Name> names, boolean cascades) throws SQLException {
        Reached reached = new Reached();
        Set<Name> seen = new HashSet<>();
        Set<Name> next = names;
        while (!next.isEmpty() && !reached.otherEngine) {
            seen.addAll(next);
            read(next);
            Set<Name> uses = new LinkedHashSet<>();
            for (Name name : next) {
                Found found = found(name);
                reached.otherEngine |= found.otherEngine;
                reached.hidden |= found.hidden || (found.table && !server().sees(name.schema()));
                reached.cascades |= found.cascades;
                uses.addAll(found.uses);
                uses.addAll(cascades ? found.referencing : Set.of());
            }
            uses.removeAll(seen);
            next = uses;
        }
        return reached;
    }

    @Override
    public void executed(Statement statement) {
        if (statement.code().isEmpty()
                && this.effects.apply(statement) == InterruptionEffect.TRANSACTIONAL
                && !statement.head().startsWith("set ")) {
            return;
        }
        this.asked.clear();
        this.known.clear();
        this.anyOtherEngine = null;
        if (!DATA_DEFINITION.matcher(statement.head()).matches()) {
            this.server = null;
        }
    }

    private Server server() throws SQLException {
        Server now = this.server;
        if (now == null) {
            List<List<@Nullable String>> rows = Query.rows(
                    this.connection.get(),
                    "select database(), engine from information_schema.engines where transactions = 'YES'");
            Set<String> engines = new LinkedHashSet<>();
            rows.forEach((row) -> engines.add(literal(String.valueOf(row.get(1)))));
            List<String> grants = Query.rows(this.connection.get(), "show grants").stream()
                    .map((row) -> String.valueOf(row.get(0)))
                    .toList();
            String schema = rows.isEmpty() || rows.get(0).get(0) == null
                    ? ""
                    : String.valueOf(rows.get(0).get(0));
            now = new Server(schema, engines, grants);
            this.server = now;
        }
        return now;
    }

    /** Returns the names in a schema. The server might store them in lower case. */
    private static Set<Name> inSchema(Collection<Name> names, String schema) {
        Set<Name> qualified = new LinkedHashSet<>();
        for (Name name : names) {
            Name full = name.schema().isEmpty() ? new Name(schema, name.name()) : name;
            if (!VIRTUAL.contains(full.schema().toLowerCase(Locale.ROOT))) {
                qualified.add(full);
                qualified.add(inLowerCase(full));
            }
        }
        return qualified;
    }

    private static Name inLowerCase(Name name) {
        return new Name(name.schema().toLowerCase(Locale.ROOT), name.name().toLowerCase(Locale.ROOT));
    }

    /** Returns what a name stands for. Names that only differ in case count as one. */
    private Found found(Name name) {
        return this.known.computeIfAbsent(inLowerCase(name), (absent) -> new Found());
    }

    private void read(Collection<Name> names) throws SQLException {
        List<Name> unknown = names.stream().filter(this.asked::add).toList();
        for (int from = 0; from < unknown.size(); from += BATCH) {
            read(unknown.subList(from, Math.min(from + BATCH, unknown.size())));
        }
    }

    private void read(List<Name> names) throws SQLException {
        List<String> queries = new ArrayList<>(each(TABLE, names));
        queries.addAll(each(TRIGGER, names));
        if (this.cascadesFireTriggers) {
            queries.addAll(each(REFERENCING_TABLE, names));
        }
        queries.add(ROUTINES.formatted(literals(names, Name::schema), literals(names, Name::name)));
        describe(queries);
        List<Name> views = names.stream().filter((name) -> found(name).view).toList();
        if (!views.isEmpty()) {
            describe(each(VIEW, views));
        }
    }

    private static List<String> each(String query, List<Name> names) {
        return names.stream()
                .map((name) -> query.formatted(literal(name.schema()), literal(name.name())))
                .toList();
    }

    private static String literals(List<Name> names, Function<Name, String> part) {
        return names.stream()
                .map(part)
                .distinct()
                .map(MySqlTransactionCheck::literal)
                .collect(Collectors.joining(", "));
    }

    private void describe(List<String> queries) throws SQLException {
        for (List<@Nullable String> row : Query.rows(this.connection.get(), String.join("\nunion all ", queries))) {
            describe(found(new Name(String.valueOf(row.get(1)), String.valueOf(row.get(2)))), row);
        }
    }

    private void describe(Found found, List<@Nullable String> row) throws SQLException {
        String detail = row.get(4);
        switch (String.valueOf(row.get(0))) {
            case "table" -> {
                String type = String.valueOf(row.get(3));
                found.table = true;
                found.view |= type.equals("VIEW");
                found.otherEngine |= !type.equals("VIEW")
                        && !type.equals("SEQUENCE")
                        && (detail == null || !server().engines().contains(literal(detail)));
            }
            case "reference" -> found.referencing.add(new Name(String.valueOf(row.get(3)), String.valueOf(detail)));
            default -> {
                if (detail == null || detail.isEmpty()) {
                    found.hidden = true;
                } else {
                    found.cascades |= CASCADING.matcher(detail).find();
                    found.uses.addAll(inSchema(names(detail), String.valueOf(row.get(3))));
                }
            }
        }
    }

    /** Returns the names in the body of a view, a trigger or a routine, whichever SQL mode it was created in. */
    private Set<Name> names(String sql) {
        Set<Name> names = new LinkedHashSet<>();
        for (String mode : List.of("", "NO_BACKSLASH_ESCAPES")) {
            names.addAll(MentionedNames.in(this.lexers.apply(new ServerSqlMode(mode, mode)), sql));
        }
        return names;
    }

    private boolean anyOtherEngine() throws SQLException {
        Boolean any = this.anyOtherEngine;
        if (any == null) {
            String query = OTHER_ENGINE.formatted(String.join(", ", server().engines()));
            any = !Query.rows(this.connection.get(), query).isEmpty();
            this.anyOtherEngine = any;
        }
        return any;
    }

    private static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
