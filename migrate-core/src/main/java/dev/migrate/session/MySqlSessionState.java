package dev.migrate.session;

import dev.migrate.sql.MentionedNames.Name;
import dev.migrate.sql.Query;
import dev.migrate.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Session state of MySQL or MariaDB. Only a reset of the session discards user variables, temporary tables, and
 * prepared statements, and it releases the migration lock. The session is therefore reset only after statements other
 * than plain DDL and DML.
 */
public final class MySqlSessionState extends ComparedSessionState {

    private static final String DATABASE = "-database";
    private static final String ROLE = "-role";

    /** The only variable that can be set to null. */
    private static final String RESULTS = "character_set_results";

    /**
     * Variables that change without an assignment, or that belong to the transaction or the thread; a reset clears
     * them.
     */
    private static final Set<String> VOLATILE = Set.of(
            "autocommit",
            "error_count",
            "external_user",
            "gtid_executed",
            "gtid_next",
            "gtid_seq_no",
            "identity",
            "in_transaction",
            "insert_id",
            "last_gtid",
            "last_insert_id",
            "proxy_user",
            "pseudo_thread_id",
            "rand_seed1",
            "rand_seed2",
            "statement_id",
            "timestamp",
            "warning_count",
            "wsrep_gtid_seq_no");

    /** Replication variables that MariaDB lists for the session although all sessions share them. */
    private static final Set<String> SHARED = Set.of("max_relay_log_size", "sql_slave_skip_counter");

    /** Maximum number of schemas to search for code. More qualified names indicate a script full of data. */
    private static final int MANY_SCHEMAS = 50;

    /** Maximum number of names to search for code. With more of them, their schemas are searched. */
    private static final int MANY_NAMES = 30;

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    private static final Set<Integer> NOT_OF_SESSION = Set.of(1193, 1229, 1238);

    /** Init SQL whose effects the captured values restore. Excludes user variables. */
    private static final Pattern PLAIN_INIT =
            Pattern.compile("(?is)(set\\s|select\\s(?!.*\\()|use\\s)(?!.*(?<!@)@(?!@)).*");

    private final boolean mariaDb;
    private final boolean plainInit;
    private final Set<String> schemas = new HashSet<>();
    private final Set<Name> names = new HashSet<>();
    private boolean mayHaveRunCode;
    private boolean mayHaveCascaded;
    private boolean fullyReset = true;
    private boolean turnedQueriesOff;

    private MySqlSessionState(
            Map<String, @Nullable String> captured, Map<String, String> limits, boolean mariaDb, boolean plainInit) {
        super(captured, limits);
        this.mariaDb = mariaDb;
        this.plainInit = plainInit;
    }

    /** Returns the statements that set the limits of a run. */
    public static List<String> limits(SessionLimits sessionLimits, boolean mariaDb) {
        List<String> lines = new ArrayList<>();
        values(sessionLimits, mariaDb)
                .forEach((name, value) -> lines.add("set session %s = %s;".formatted(name, value)));
        return lines;
    }

    private static Map<String, String> values(SessionLimits sessionLimits, boolean mariaDb) {
        Map<String, String> set = new LinkedHashMap<>();
        String seconds = String.valueOf(Math.max(1, sessionLimits.lock().toSeconds()));
        set.put("innodb_lock_wait_timeout", seconds);
        set.put("lock_wait_timeout", seconds);
        if (mariaDb && sessionLimits.statementTimeout() != null) {
            set.put(
                    "max_statement_time",
                    "%.6f"
                            .formatted(sessionLimits.statementTimeout().toMillis() / 1000.0)
                            .replace(',', '.'));
        }
        return set;
    }

    /**
     * Captures the state of a session.
     *
     * @param initSql the SQL that the pool runs on a new connection
     */
    public static MySqlSessionState capture(
            Connection connection, SessionLimits sessionLimits, boolean mariaDb, String initSql) throws SQLException {
        boolean plainInit = InitSql.isPlain(initSql, PLAIN_INIT);
        return new MySqlSessionState(read(connection, mariaDb), values(sessionLimits, mariaDb), mariaDb, plainInit);
    }

    @Override
    Map<String, @Nullable String> read(Connection connection) throws SQLException {
        return read(connection, this.mariaDb);
    }

    private static Map<String, @Nullable String> read(Connection connection, boolean mariaDb) throws SQLException {
        String variables = mariaDb
                ? "select lower(variable_name), session_value from information_schema.system_variables"
                        + " where variable_scope <> 'GLOBAL' and read_only = 'NO'"
                : "select lower(variable_name), variable_value from performance_schema.session_variables";
        Map<String, @Nullable String> values = new TreeMap<>();
        for (List<@Nullable String> row : Query.rows(
                connection,
                "%s union all select '%s', database() union all select '%s', current_role()"
                        .formatted(variables, DATABASE, ROLE))) {
            String name = String.valueOf(row.get(0));
            if (!VOLATILE.contains(name) && !SHARED.contains(name)) {
                values.put(name, name.equals(RESULTS) && "".equals(row.get(1)) ? null : row.get(1));
            }
        }
        return values;
    }

    @Override
    public void applyLimits(Connection connection) throws SQLException {
        super.applyLimits(connection);
        this.turnedQueriesOff = MySqlReadOnlyQueries.turnOff(connection);
    }

    @Override
    public void beforeStatement(Statement statement) {
        super.beforeStatement(statement);
        if (!isDirty() && MySqlSessionStateLeak.mayRunCode(statement)) {
            this.mayHaveRunCode = true;
            this.schemas.addAll(MySqlSessionStateLeak.qualifiers(statement));
            this.mayHaveCascaded |= !this.mariaDb && MySqlSessionStateLeak.mayCascade(statement);
            if (this.names.size() <= MANY_NAMES) {
                this.names.addAll(statement.names().get());
            }
        }
    }

    @Override
    boolean changes(Statement statement) {
        return MySqlSessionStateLeak.any(statement);
    }

    @Override
    List<String> assignments(Map<String, @Nullable String> values) {
        Map<String, @Nullable String> variables = new TreeMap<>(values);
        List<String> all = new ArrayList<>();
        if (variables.containsKey(ROLE)) {
            String role = variables.remove(ROLE);
            all.add("set role " + (role == null || role.equalsIgnoreCase("none") ? "none" : quotedRole(role)));
        }
        if (variables.containsKey(DATABASE)) {
            String database = variables.remove(DATABASE);
            if (database != null) {
                all.add("use `" + database.replace("`", "``") + '`');
            }
        }
        variables
                .entrySet()
                .removeIf((entry) -> entry.getValue() == null && !entry.getKey().equals(RESULTS));
        if (!variables.isEmpty()) {
            all.add("set "
                    + variables.entrySet().stream()
                            .map((entry) -> "session %s = %s".formatted(entry.getKey(), literal(entry.getValue())))
                            .collect(Collectors.joining(", ")));
        }
        return all;
    }

    /** Quotes the name of a role for SET ROLE. MySQL lists roles in the form that it accepts. */
    private String quotedRole(String role) {
        return this.mariaDb ? '`' + role.replace("`", "``") + '`' : role;
    }

    private static String literal(@Nullable String value) {
        if (value == null) {
            return "null";
        }
        if (NUMBER.matcher(value).matches()) {
            return value;
        }
        return "'" + value.replace("'", "''") + "'";
    }

    @Override
    boolean isUnsettable(SQLException failure) {
        return NOT_OF_SESSION.contains(failure.getErrorCode());
    }

    /**
     * Returns whether the state must be reset: after statements that set something, or if triggers and functions, whose
     * effects are not visible, might have run.
     */
    @Override
    public boolean needsReset(Connection connection) throws SQLException {
        if (isDirty() || (this.mayHaveRunCode && hasRunCode(connection))) {
            return true;
        }
        forget();
        return false;
    }

    /** Forgets the statements of past revisions, which are not asked about again. */
    private void forget() {
        this.mayHaveRunCode = false;
        this.mayHaveCascaded = false;
        this.schemas.clear();
        this.names.clear();
    }

    /**
     * Returns whether the statements might have run code. Their names show this, except that a view, or a foreign key on
     * some versions of MySQL, leads to tables and functions that no statement names.
     */
    private boolean hasRunCode(Connection connection) throws SQLException {
        if (this.schemas.size() > MANY_SCHEMAS) {
            return true;
        }
        if (!this.mayHaveCascaded && !this.names.isEmpty() && this.names.size() <= MANY_NAMES) {
            List<@Nullable String> found =
                    Query.row(connection, MySqlSessionStateLeak.code(this.names, String.valueOf(captured(DATABASE))));
            if ("1".equals(found.get(0)) || !"1".equals(found.get(1))) {
                return "1".equals(found.get(0));
            }
        }
        return "1"
                .equals(Query.row(connection, MySqlSessionStateLeak.code(this.schemas))
                        .get(0));
    }

    @Override
    public void reset(Connection connection) throws SQLException {
        this.fullyReset &= resetByDriver(connection);
        restore(connection);
        restoreCatalog(connection);
        forget();
    }

    @Override
    public List<String> restoreCaptured(Connection connection) throws SQLException {
        if (this.turnedQueriesOff) {
            MySqlReadOnlyQueries.turnOn(connection);
        }
        boolean dirty = isDirty();
        this.fullyReset &= resetByDriver(connection) || !dirty;
        List<String> differing = restoreCapturedValues(connection);
        restoreCatalog(connection);
        if (!this.fullyReset) {
            return List.of("state that only a reset discards");
        }
        return this.plainInit ? differing : List.of(InitSql.LOST_STATE);
    }

    /**
     * Restores the database that the driver assumes. The driver follows the server by session tracking, which a script
     * can disable.
     */
    private void restoreCatalog(Connection connection) throws SQLException {
        String database = captured(DATABASE);
        if (database != null && !database.equals(connection.getCatalog())) {
            connection.setCatalog(database);
        }
    }

    private static boolean resetByDriver(Connection connection) throws SQLException {
        boolean done = MySqlProtocolReset.of(connection);
        if (done) {
            connection.setAutoCommit(true);
        }
        return done;
    }
}
