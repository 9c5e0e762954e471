package dev.migrate.session;

import dev.migrate.sql.Query;
import dev.migrate.sql.Statement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Session state of SQLite: all listed pragmas, attached databases, and temporary objects. */
public final class SqliteSessionState extends ComparedSessionState {

    private static final String ATTACHED = "attached:";
    private static final String TEMPORARY = "temporary:";
    private static final String LIKE = "case_sensitive_like";
    private static final String JOURNAL = "journal_mode";
    private static final String BUSY_TIMEOUT = "busy_timeout";

    /** Pragmas that perform an action, require an argument, or belong to the transaction, the file, or the process. */
    private static final Pattern NOT_OF_CONNECTION = Pattern.compile(".*_(list|info|xinfo|check|count|version)"
            + "|application_id|auto_vacuum|compile_options|default_cache_size|defer_foreign_keys|encoding|hard_heap_limit"
            + "|incremental_vacuum|optimize|page_size|shrink_memory|(temp|data)_store_directory|wal_checkpoint"
            + "|stats|lock_status|activate_extensions|key|rekey|hexkey|hexrekey|textkey|textrekey|lock_proxy_file|"
            + LIKE + "|" + JOURNAL);

    /** Pragmas of the connection that the pattern above matches. */
    private static final Set<String> OF_CONNECTION = Set.of("cell_size_check", "max_page_count");

    /** Pragmas that prevent writes or change the results of statements. */
    private static final Set<String> AFFECTING_ENGINE = Set.of(
            BUSY_TIMEOUT,
            "count_changes",
            "empty_result_callbacks",
            "full_column_names",
            "query_only",
            "short_column_names");

    private static final Pattern PLAIN = Pattern.compile(
            "(create(?! temp)|alter|drop|insert|update|delete|replace|select|with|values|reindex|analyze|vacuum)\\b.*");

    private SqliteSessionState(Map<String, @Nullable String> captured, Map<String, String> limits) {
        super(captured, limits);
    }

    /** Captures the state of a session. */
    public static SqliteSessionState capture(Connection connection, SessionLimits sessionLimits) throws SQLException {
        Map<String, String> set = new LinkedHashMap<>();
        set.put(BUSY_TIMEOUT, String.valueOf(sessionLimits.lock().toMillis()));
        return new SqliteSessionState(values(connection), set);
    }

    @Override
    Map<String, @Nullable String> read(Connection connection) throws SQLException {
        return values(connection);
    }

    private static Map<String, @Nullable String> values(Connection connection) throws SQLException {
        Map<String, @Nullable String> values = new TreeMap<>();
        for (List<@Nullable String> pragma : Query.rows(connection, "select name from pragma_pragma_list")) {
            String name = String.valueOf(pragma.get(0));
            if (OF_CONNECTION.contains(name) || !NOT_OF_CONNECTION.matcher(name).matches()) {
                List<List<@Nullable String>> value = pragma(connection, name);
                if (!value.isEmpty()) {
                    values.put(name, value.get(0).get(0));
                }
            }
        }
        values.put(LIKE, Query.row(connection, "select not ('a' like 'A')").get(0));
        for (List<@Nullable String> database : Query.rows(
                connection, "select name, file from pragma_database_list where name not in ('main', 'temp')")) {
            values.put(ATTACHED + database.get(0), database.get(1));
        }
        for (List<@Nullable String> object : Query.rows(
                connection,
                "select type, name, sql from sqlite_temp_master where name not like 'sqlite\\_%' escape '\\'")) {
            values.put(TEMPORARY + object.get(0) + " " + object.get(1), object.get(2));
        }
        String journal = pragma(connection, JOURNAL).get(0).get(0);
        if (Set.of("off", "memory").contains(String.valueOf(journal))) {
            values.put(JOURNAL, journal);
        }
        return values;
    }

    /** Reads a pragma. Some pragmas return no result. */
    private static List<List<@Nullable String>> pragma(Connection connection, String name) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            if (!statement.execute("pragma " + name)) {
                return List.of();
            }
            try (ResultSet rows = statement.getResultSet()) {
                return Query.rows(rows);
            }
        }
    }

    @Override
    boolean affectsEngine(String name) {
        return AFFECTING_ENGINE.contains(name);
    }

    @Override
    boolean changes(Statement statement) {
        return statement.code().isPresent()
                || !PLAIN.matcher(statement.head()).matches()
                || statement.sql().toLowerCase(Locale.ROOT).contains("temp");
    }

    @Override
    List<String> assignments(Map<String, @Nullable String> values) {
        List<String> all = new ArrayList<>();
        values.forEach((name, value) -> {
            if (name.startsWith(ATTACHED)) {
                String quoted = '"' + name.substring(ATTACHED.length()).replace("\"", "\"\"") + '"';
                all.add(
                        value == null
                                ? "detach " + quoted
                                : "attach '%s' as %s".formatted(value.replace("'", "''"), quoted));
            } else if (name.startsWith(TEMPORARY)) {
                String[] parts = name.substring(TEMPORARY.length()).split(" ", 2);
                all.add(
                        value == null
                                ? "drop %s if exists temp.\"%s\"".formatted(parts[0], parts[1].replace("\"", "\"\""))
                                : value.replaceFirst("(?i)^create", "create temp"));
            } else {
                String wanted = value == null ? "delete" : value;
                all.add("pragma %s = '%s'".formatted(name, wanted.replace("'", "''")));
            }
        });
        return all;
    }

    /** Restores the values that prevent writes: a transaction that writes cannot begin on a read-only connection. */
    @Override
    public void beforeBegin(Connection connection) throws SQLException {
        switchToEngine(connection, false);
    }

    @Override
    public void makeWritable(Connection connection) throws SQLException {
        switchToScript(connection);
    }

    /**
     * Restores all values that can be set in a transaction. If revisions share one transaction, a script cannot have
     * changed others there.
     */
    @Override
    public String endScript(Connection connection) throws SQLException {
        if (isDirty()) {
            restoreWherePossible(connection);
        }
        return "";
    }

    @Override
    public void clear(Connection connection) throws SQLException {
        if (isDirty()) {
            restore(connection);
        }
    }

    @Override
    public List<String> restoreCaptured(Connection connection) throws SQLException {
        return restoreCapturedValues(connection);
    }
}
