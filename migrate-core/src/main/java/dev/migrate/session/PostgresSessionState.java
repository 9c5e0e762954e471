package dev.migrate.session;

import dev.migrate.sql.Query;
import dev.migrate.sql.Statement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Session state of PostgreSQL. DISCARD ALL would release the migration lock, so its parts run one by one, in one round
 * trip. The driver's prepared statements are kept.
 */
public final class PostgresSessionState extends SessionState {

    static final String USER = "session_authorization";
    static final String ROLE = "role";

    /** Settings that belong to a transaction, and one that cannot be read. */
    static final String NOT_OF_SESSION =
            "('transaction_isolation', 'transaction_read_only', 'transaction_deferrable', 'seed')";

    private static final Pattern CUSTOM = Pattern.compile("\\b([A-Za-z_]\\w*\\.[A-Za-z_]\\w*)\\b");

    /** Advisory locks of this session other than the engine's. */
    static final String OTHER_LOCKS = """
            select classid, objid, objsubid, mode from pg_catalog.pg_locks
            where locktype = 'advisory' and granted and pid = pg_catalog.pg_backend_pid()
              and database = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())
              and not (objsubid = 2 and classid::bigint::bit(32) = pg_catalog.hashtext('migrate')::bigint::bit(32))""";

    private static final String UNLOCK = "select pg_catalog.pg_advisory_unlock";

    /** Expression for a statement that releases such a lock. */
    static final String UNLOCKING = """
            pg_catalog.format('%s%%s(%%s)',
                case when mode = 'ShareLock' then '_shared' else '' end,
                case when objsubid = 1 then ((classid::bigint << 32) | objid::bigint)::text
                  else pg_catalog.format('%%s, %%s', classid::bigint::bit(32)::int, objid::bigint::bit(32)::int) end)""".formatted(UNLOCK);

    /** Query for the statements that discard what a script left and {@link #restoreSql} does not cover. */
    private static final String DISCARDS = """
            select 'deallocate ' || pg_catalog.quote_ident(name) as %s
            from pg_catalog.pg_prepared_statements where from_sql
            union all
            select %s from (%s) other""".formatted(LEFT, UNLOCKING, OTHER_LOCKS);

    private static final String SIMPLE_NAME = "[a-z_]\\w*(\\.[a-z_]\\w*)?";

    /** Init SQL whose effects the captured values restore. */
    private static final Pattern PLAIN_INIT =
            Pattern.compile("(?is)set\\s+(session\\s+)?%1$s\\s*(=|\\bto\\b).*".formatted(SIMPLE_NAME)
                    + "|set\\s+(session\\s+)?(time\\s+zone|role|authorization|names|schema|characteristics)\\b.*"
                    + "|select\\s+(pg_catalog\\.)?set_config\\s*\\(\\s*'%1$s'[^()]*\\)".formatted(SIMPLE_NAME)
                    + "|select\\s[^()]*");

    /** Name of the rows of the captured state that are not settings: session objects that no setting restores. */
    private static final String OBJECT = "-has";

    private final Map<String, String> captured;
    private final Map<String, String> limits;
    private final boolean shared;
    private final Set<String> unrestorable;
    private List<String> left = List.of();
    private PostgresSessionBaseline baseline = PostgresSessionBaseline.NONE;

    private PostgresSessionState(
            Map<String, String> captured, Map<String, String> limits, boolean shared, Set<String> unrestorable) {
        this.captured = captured;
        this.unrestorable = unrestorable;
        this.limits = limits;
        this.shared = shared;
    }

    /**
     * Captures the state of a session.
     *
     * @param shared whether other clients get the server session after each transaction
     * @param initSql the SQL that the pool runs on a new connection; names the custom settings, which the server
     *     does not list
     */
    public static PostgresSessionState capture(
            Connection connection, SessionLimits sessionLimits, boolean shared, String initSql) throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        Set<String> unrestorable = new TreeSet<>();
        if (!InitSql.isPlain(initSql, PLAIN_INIT)) {
            unrestorable.add(InitSql.LOST_STATE);
        }
        for (List<@Nullable String> row : Query.rows(connection, """
                select name, setting from pg_catalog.pg_settings where source = 'session' and name not in %s
                %s
                union all select '%s', session_user::text
                union all select '%s', pg_catalog.current_setting('%s')
                union all select '%s', 'channel' from pg_catalog.pg_listening_channels()
                union all select '%s', kind from (%s) o""".formatted(
                NOT_OF_SESSION, custom(initSql), USER, ROLE, ROLE, OBJECT, OBJECT, PostgresSessionBaseline.OBJECTS))) {
            if (OBJECT.equals(row.get(0))) {
                unrestorable.add(String.valueOf(row.get(1)));
            } else if (row.get(0) != null && row.get(1) != null) {
                values.put(row.get(0), row.get(1));
            }
        }
        Map<String, String> set = new LinkedHashMap<>();
        set.put("lock_timeout", String.valueOf(sessionLimits.lock().toMillis()));
        if (sessionLimits.statementTimeout() != null) {
            set.put(
                    "statement_timeout",
                    String.valueOf(sessionLimits.statementTimeout().toMillis()));
        }
        return new PostgresSessionState(values, set, shared, unrestorable);
    }

    private static String custom(String initSql) {
        List<String> names = new ArrayList<>();
        Matcher matcher = CUSTOM.matcher(initSql);
        while (matcher.find()) {
            names.add(literal(matcher.group(1)));
        }
        return names.isEmpty()
                ? ""
                : "union all select n, pg_catalog.current_setting(n, true) from pg_catalog.unnest(array[%s]) n"
                                .formatted(String.join(", ", names))
                        + " where pg_catalog.current_setting(n, true) is not null"
                        + " and n not in (select name from pg_catalog.pg_settings)";
    }

    @Override
    public void applyLimits(Connection connection) throws SQLException {
        if (!this.shared) {
            execute(connection, set(this.limits, false));
        }
    }

    /**
     * Behind a connection pooler, sets the limits for one transaction only, since the next transaction might belong to
     * another client.
     */
    @Override
    public void afterBegin(Connection connection) throws SQLException {
        if (this.shared) {
            this.baseline = PostgresSessionBaseline.read(connection, set(this.limits, true));
        }
    }

    @Override
    public void makeWritable(Connection connection) throws SQLException {
        String writable = writableSql();
        if (!writable.isEmpty()) {
            execute(connection, writable);
        }
    }

    @Override
    public void beforeStatement(Statement statement) {
        if (this.shared) {
            this.baseline.beforeStatement(statement);
        }
    }

    /** Sets values that are local to the transaction; when it ends, the values of the script apply again. */
    @Override
    public void switchToEngine(Connection connection, boolean first) throws SQLException {
        if (this.shared && !first && this.baseline != PostgresSessionBaseline.NONE) {
            finish(connection, this.baseline.restoreSql(this.limits));
        }
        execute(
                connection,
                (first ? writableSql() : "")
                        + """
                select pg_catalog.set_config('%s', %s, true);
                select pg_catalog.set_config('%s', %s, true);
                select pg_catalog.set_config(s.name, coalesce(c.value, s.reset_val), true)
                from pg_catalog.pg_settings s left join (values %s) c (name, value) on c.name = s.name
                where (s.source = 'session' or c.name is not null) and s.name not in %s
                  and s.setting is distinct from coalesce(c.value, s.reset_val)
                  and (s.context = 'user' or pg_catalog.current_setting('is_superuser') = 'on')""".formatted(
                                        USER,
                                        literal(this.captured.getOrDefault(USER, "")),
                                        ROLE,
                                        literal(this.captured.getOrDefault(ROLE, "none")),
                                        rows(initialValues()),
                                        NOT_OF_SESSION));
    }

    private String writableSql() {
        return "on".equals(this.captured.get("default_transaction_read_only")) ? "" : "set transaction read write;\n";
    }

    /** Checks deferred constraints in the state of the script, before that state ends. */
    @Override
    public String endScript(Connection connection) throws SQLException {
        if (this.shared) {
            execute(connection, "set constraints all immediate");
            switchToEngine(connection, false);
            return "";
        }
        return "set constraints all immediate;\n" + restoreSql(initialValues()) + DISCARDS;
    }

    @Override
    public void left(List<String> statements) {
        this.left = List.copyOf(statements);
    }

    @Override
    public void clear(Connection connection) throws SQLException {
        runAll(connection, this.left);
        this.left = List.of();
    }

    @Override
    public void recover(Connection connection) throws SQLException {
        if (!this.shared) {
            finish(connection, restoreSql(initialValues()) + DISCARDS);
        }
    }

    @Override
    public List<String> restoreCaptured(Connection connection) throws SQLException {
        if (this.shared) {
            return List.of();
        }
        finish(connection, restoreSql(this.captured) + "select pg_catalog.pg_advisory_unlock_all();\n" + DISCARDS);
        List<String> differing = new ArrayList<>(this.unrestorable);
        Query.rows(connection, """
                select s.name
                from pg_catalog.pg_settings s left join (values %s) c (name, value) on c.name = s.name
                where (s.source = 'session' or c.name is not null) and s.name not in %s
                  and s.setting is distinct from coalesce(c.value, s.reset_val)
                union all select 'session_authorization' where session_user <> %s
                union all select 'role' where pg_catalog.current_setting('role') <> %s""".formatted(
                                rows(this.captured),
                                NOT_OF_SESSION,
                                literal(this.captured.getOrDefault(USER, "")),
                                literal(this.captured.getOrDefault(ROLE, "none"))))
                .forEach((row) -> differing.add(String.valueOf(row.get(0))));
        return differing;
    }

    /** Returns the captured values with the limits of the run. */
    private Map<String, String> initialValues() {
        Map<String, String> values = new LinkedHashMap<>(this.captured);
        values.putAll(this.limits);
        return values;
    }

    /**
     * Returns the statements of DISCARD ALL, except those for prepared statements and locks, and the given settings.
     */
    private static String restoreSql(Map<String, String> values) {
        Map<String, String> settings = new LinkedHashMap<>(values);
        String user = String.valueOf(settings.remove(USER));
        String role = String.valueOf(settings.remove(ROLE));
        settings.put(USER, user);
        settings.put(ROLE, role);
        return """
                close all;
                reset session authorization;
                reset all;
                %s;
                unlisten *;
                discard temp;
                discard plans;
                discard sequences;
                """.formatted(set(settings, false));
    }

    /** Runs several statements in one round trip, then the statements that the last one returned as rows. */
    private static void finish(Connection connection, String sql) throws SQLException {
        List<String> more = new ArrayList<>();
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            boolean rows = statement.execute(sql);
            while (rows || statement.getUpdateCount() >= 0) {
                if (rows) {
                    more.clear();
                    try (ResultSet result = statement.getResultSet()) {
                        Query.rows(result).forEach((row) -> more.add(String.valueOf(row.get(0))));
                    }
                }
                rows = statement.getMoreResults();
            }
        }
        runAll(connection, more);
    }

    private static void runAll(Connection connection, List<String> statements) throws SQLException {
        for (String one : statements) {
            boolean held = one.startsWith(UNLOCK);
            if (!held) {
                execute(connection, one);
            }
            while (held) {
                held = "t".equals(Query.row(connection, one).get(0));
            }
        }
    }

    private static String set(Map<String, String> values, boolean local) {
        return values.entrySet().stream()
                .map((entry) -> "select pg_catalog.set_config(%s, %s, %s)"
                        .formatted(literal(entry.getKey()), literal(entry.getValue()), local))
                .collect(Collectors.joining(";\n"));
    }

    static String rows(Map<String, String> values) {
        return values.entrySet().stream()
                .map((entry) -> "(%s, %s)".formatted(literal(entry.getKey()), literal(entry.getValue())))
                .collect(Collectors.joining(", "));
    }

    /** Quotes a text, independent of {@code standard_conforming_strings}. */
    static String literal(String text) {
        String quoted = "'" + text.replace("'", "''") + "'";
        return text.contains("\\") ? "E" + quoted.replace("\\", "\\\\") : quoted;
    }
}
