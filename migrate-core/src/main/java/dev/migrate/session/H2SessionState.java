package dev.migrate.session;

import dev.migrate.sql.Query;
import dev.migrate.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Session state of H2, which lists variables, temporary tables, and the schema as the statements that create them. */
public final class H2SessionState extends ComparedSessionState {

    private static final String STATE = "state:";
    private static final String TABLE = "table:";
    private static final String SCHEMA = STATE + "SCHEMA";
    private static final String SEARCH_PATH = STATE + "SCHEMA_SEARCH_PATH";
    private static final String ISOLATION = "ISOLATION";
    private static final String LOCK_TIMEOUT = "LOCK_TIMEOUT";
    private static final String QUERY_TIMEOUT = "QUERY_TIMEOUT";

    /**
     * Settings to capture. The mode and the exclusive session belong to the database, but end with its last session.
     */
    private static final String SETTINGS = """
            ('QUERY_TIMEOUT', 'TIME ZONE', 'TRUNCATE_LARGE_LENGTH', 'VARIABLE_BINARY', 'OLD_INFORMATION_SCHEMA',
              'NON_KEYWORDS', 'MODE', 'EXCLUSIVE')""";

    /** Statements that reset the settings which the server does not list. */
    private static final List<String> UNLISTED = List.of("set throttle 0", "set lazy_query_execution 0");

    private static final Set<String> AFFECTING_ENGINE = Set.of(LOCK_TIMEOUT, QUERY_TIMEOUT);
    private static final Pattern PLAIN = Pattern.compile(
            "(create(?! local)|alter|drop|comment|truncate|grant|revoke|analyze|insert|update|delete|merge)\\b.*");
    private static final Pattern UNLISTED_SET = Pattern.compile("set (throttle|lazy_query_execution)\\b.*");
    private static final Pattern TEMPORARY =
            Pattern.compile("(?s)CREATE .*? TABLE (\"(?:[^\"]|\"\")*\"\\.\"(?:[^\"]|\"\")*\").*");

    private static final int NO_SUCH_COLUMN = 42122;
    private static final int NO_SUCH_TABLE = 42102;

    private boolean setsUnlisted;

    private H2SessionState(Map<String, @Nullable String> captured, Map<String, String> limits) {
        super(captured, limits);
    }

    /** Returns the statements that set the limits of a run. */
    public static List<String> limits(SessionLimits sessionLimits) {
        List<String> lines = new ArrayList<>();
        values(sessionLimits).forEach((name, value) -> lines.add("set %s %s;".formatted(name, value)));
        return lines;
    }

    private static Map<String, String> values(SessionLimits sessionLimits) {
        Map<String, String> set = new LinkedHashMap<>();
        set.put(LOCK_TIMEOUT, String.valueOf(sessionLimits.lock().toMillis()));
        if (sessionLimits.statementTimeout() != null) {
            set.put(
                    QUERY_TIMEOUT,
                    String.valueOf(sessionLimits.statementTimeout().toMillis()));
        }
        return set;
    }

    /** Captures the state of a session. */
    public static H2SessionState capture(Connection connection, SessionLimits sessionLimits) throws SQLException {
        return new H2SessionState(values(connection), values(sessionLimits));
    }

    @Override
    Map<String, @Nullable String> read(Connection connection) throws SQLException {
        return values(connection);
    }

    /**
     * Reads the values. The information schema has other tables and columns while the session uses the one of old
     * versions.
     */
    private static Map<String, @Nullable String> values(Connection connection) throws SQLException {
        try {
            return listed(connection);
        } catch (SQLException failure) {
            if (failure.getErrorCode() != NO_SUCH_COLUMN && failure.getErrorCode() != NO_SUCH_TABLE) {
                throw failure;
            }
        }
        execute(connection, "set old_information_schema false");
        try {
            Map<String, @Nullable String> values = listed(connection);
            values.put("OLD_INFORMATION_SCHEMA", "TRUE");
            return values;
        } finally {
            execute(connection, "set old_information_schema true");
        }
    }

    private static Map<String, @Nullable String> listed(Connection connection) throws SQLException {
        Map<String, @Nullable String> values = new TreeMap<>();
        for (List<@Nullable String> row :
                Query.rows(connection, """
                select '%s' || STATE_KEY, STATE_COMMAND from INFORMATION_SCHEMA.SESSION_STATE
                  where STATE_KEY <> 'TIME ZONE'
                union all select SETTING_NAME, SETTING_VALUE from INFORMATION_SCHEMA.SETTINGS
                  where SETTING_NAME in %s
                union all select '%s', cast(lock_timeout() as varchar)
                union all select '%s', ISOLATION_LEVEL from INFORMATION_SCHEMA.SESSIONS
                  where SESSION_ID = session_id()""".formatted(STATE, SETTINGS, LOCK_TIMEOUT, ISOLATION))) {
            String name = String.valueOf(row.get(0));
            Matcher table = TEMPORARY.matcher(String.valueOf(row.get(1)));
            values.put(name.startsWith(STATE) && table.matches() ? TABLE + table.group(1) : name, row.get(1));
        }
        String schema = String.valueOf(values.get(SCHEMA)).replaceFirst("^SET SCHEMA", "SET SCHEMA_SEARCH_PATH");
        values.remove(SEARCH_PATH, schema);
        return values;
    }

    @Override
    boolean affectsEngine(String name) {
        return AFFECTING_ENGINE.contains(name);
    }

    @Override
    public void beforeStatement(Statement statement) {
        super.beforeStatement(statement);
        this.setsUnlisted |= UNLISTED_SET.matcher(statement.head()).matches();
    }

    @Override
    boolean changes(Statement statement) {
        return isNotPlain(statement);
    }

    /** Returns whether a statement is anything other than plain DDL or DML. */
    static boolean isNotPlain(Statement statement) {
        return statement.code().isPresent()
                || !PLAIN.matcher(statement.head()).matches()
                || statement.sql().indexOf('@') >= 0;
    }

    @Override
    List<String> assignments(Map<String, @Nullable String> values) {
        List<String> all = new ArrayList<>();
        values.forEach((name, value) -> assignment(name, value).ifPresent(all::add));
        return all;
    }

    private Optional<String> assignment(String name, @Nullable String value) {
        if (name.startsWith(TABLE)) {
            return Optional.of(value == null ? "drop table if exists " + name.substring(TABLE.length()) : value);
        }
        if (name.startsWith(STATE)) {
            return value == null ? removal(name) : Optional.of(value);
        }
        return switch (name) {
            case ISOLATION -> Optional.of("set session characteristics as transaction isolation level " + value);
            case "TIME ZONE" -> Optional.of("set time zone '%s'".formatted(value));
            case "EXCLUSIVE" -> Optional.of("set exclusive " + ("TRUE".equals(value) ? 1 : 0));
            default -> Optional.of("set %s %s".formatted(name, value == null ? "" : value));
        };
    }

    /**
     * Returns the statement that removes a value. A search path cannot be removed: a path that consists of the captured
     * schema has the same effect.
     */
    private Optional<String> removal(String name) {
        if (name.equals(SEARCH_PATH)) {
            return Optional.ofNullable(captured(SCHEMA))
                    .map((sql) -> sql.replaceFirst("^SET SCHEMA", "SET SCHEMA_SEARCH_PATH"));
        }
        return name.startsWith(STATE + "@")
                ? Optional.of("set %s null".formatted(name.substring(STATE.length())))
                : Optional.empty();
    }

    @Override
    public void clear(Connection connection) throws SQLException {
        if (isDirty()) {
            restore(connection);
            resetUnlisted(connection);
        }
    }

    @Override
    public List<String> restoreCaptured(Connection connection) throws SQLException {
        resetUnlisted(connection);
        return restoreCapturedValues(connection);
    }

    private void resetUnlisted(Connection connection) throws SQLException {
        if (this.setsUnlisted) {
            for (String sql : UNLISTED) {
                execute(connection, sql);
            }
        }
    }
}
