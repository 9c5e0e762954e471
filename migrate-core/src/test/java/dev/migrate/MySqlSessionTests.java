package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.jdbc.JdbcConnection;
import dev.migrate.request.MigrationRequest;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

@DatabaseTest(DatabaseProduct.MYSQL)
class MySqlSessionTests extends MySqlSessionContract {

    /** Variables that change without an assignment, belong to the transaction or the replication, or break the driver. */
    private static final String NOT_ASKED = "'autocommit', 'gtid_executed', 'gtid_next', 'gtid_owned', 'identity',"
            + " 'immediate_server_version', 'insert_id', 'last_insert_id', 'original_commit_timestamp',"
            + " 'original_server_version', 'pseudo_thread_id', 'rand_seed1', 'rand_seed2', 'require_row_format',"
            + " 'resultset_metadata', 'statement_id', 'timestamp', 'error_count', 'warning_count'";

    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("binlog_format", "STATEMENT"),
            Map.entry("binlog_row_image", "MINIMAL"),
            Map.entry("binlog_row_value_options", "PARTIAL_JSON"),
            Map.entry("block_encryption_mode", "aes-256-cbc"),
            Map.entry("completion_type", "RELEASE"),
            Map.entry("default_storage_engine", "MyISAM"),
            Map.entry("default_tmp_storage_engine", "MyISAM"),
            Map.entry("explain_format", "JSON"),
            Map.entry("internal_tmp_mem_storage_engine", "MEMORY"),
            Map.entry("lc_messages", "de_DE"),
            Map.entry("lc_time_names", "de_DE"),
            Map.entry("myisam_stats_method", "nulls_equal"),
            Map.entry("optimizer_switch", "mrr=off"),
            Map.entry("optimizer_trace", "enabled=on"),
            Map.entry("rbr_exec_mode", "IDEMPOTENT"),
            Map.entry("session_track_gtids", "OWN_GTID"),
            Map.entry("session_track_system_variables", "*"),
            Map.entry("session_track_transaction_info", "STATE"),
            Map.entry("terminology_use_previous", "BEFORE_8_0_26"),
            Map.entry("time_zone", "+03:00"),
            Map.entry("transaction_isolation", "SERIALIZABLE"),
            Map.entry("updatable_views_with_limit", "NO"),
            Map.entry("use_secondary_engine", "OFF"));

    /** Variables to set last, because they affect the statements after them. */
    private static final Set<String> BY_HAND =
            Set.of("sql_log_bin", "sql_mode", "sql_select_limit", "transaction_read_only");

    @Test
    void driverAsksForReadOnlySessionsAgainAfterRun() throws SQLException {
        this.scriptFixture.table("a1", "");
        SingleConnectionDataSource source = new SingleConnectionDataSource(
                this.database.url(), this.database.user(), this.database.password(), true);
        assertThat(this.scriptFixture
                        .engine(source, this.scriptFixture.settings())
                        .upgrade(MigrationRequest.to("head"))
                        .steps())
                .hasSize(1);
        JdbcConnection driver = source.getConnection().unwrap(JdbcConnection.class);
        assertThat(driver.getPropertySet()
                        .getBooleanProperty(PropertyKey.readOnlyPropagatesToServer)
                        .getValue())
                .isTrue();
        source.destroy();
    }

    @Override
    List<String> state() {
        return List.of(
                "select lower(variable_name), variable_value from performance_schema.session_variables"
                        + " where variable_name not in (%s)".formatted(NOT_ASKED),
                "select 'database', concat(database(), ' ', current_role())",
                "select 'variable', @left_over",
                "select 'lock', is_used_lock('left over') = connection_id()");
    }

    @Override
    List<String> changes() throws SQLException {
        List<String> changes = variables();
        assertThat(changes).hasSizeGreaterThan(100).anyMatch((sql) -> sql.contains("sql_safe_updates"));
        changes.addAll(List.of(
                "set session sql_select_limit = 1",
                "set session sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES'",
                "set names latin1",
                "set @left_over = 1",
                "create temporary table aside (id int primary key)",
                "prepare left_over from 'select 1'",
                "select get_lock('left over', 0)",
                "use mysql",
                "set session transaction_read_only = 1"));
        return changes;
    }

    /** Returns statements that change each variable which a session can set. */
    private List<String> variables() throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> good = new ArrayList<>();
        try (Connection connection = this.database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            JdbcTemplate asking = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            asking.query(
                    "select lower(variable_name), variable_value from performance_schema.session_variables"
                            + " where variable_name not in (%s) and variable_name not like 'character%%'"
                                    .formatted(NOT_ASKED)
                            + " and variable_name not like 'collation%' order by variable_name",
                    (row) -> {
                        values.put(row.getString(1), String.valueOf(row.getString(2)));
                    });
            values.keySet().removeAll(BY_HAND);
            values.forEach((name, value) -> others(name, value)
                    .map((other) -> "set session %s = %s".formatted(name, other))
                    .filter((sql) -> takes(statement, sql)
                            && !value.equals(asking.queryForObject("select @@session." + name, String.class)))
                    .findFirst()
                    .ifPresent(good::add));
        }
        return good;
    }

    private static Stream<String> others(String name, String value) {
        if (VALUES.containsKey(name)) {
            return Stream.of("'" + VALUES.get(name) + "'");
        }
        if (name.endsWith("timeout")) {
            return Stream.of("3600");
        }
        if (value.equals("ON") || value.equals("OFF")) {
            return Stream.of(value.equals("ON") ? "0" : "1");
        }
        return value.matches("-?\\d+(\\.\\d+)?")
                ? Stream.of(value + " * 2 + 1024", value + " - 1024", value + " - 1", value + " + 1")
                : Stream.empty();
    }

    private static boolean takes(Statement statement, String sql) {
        try {
            statement.execute(sql);
            return true;
        } catch (SQLException refused) {
            assertThat(refused.getMessage()).isNotNull();
            return false;
        }
    }

    @Override
    Stream<String> lookingPlain() {
        return Stream.concat(
                super.lookingPlain(),
                Stream.of(
                        "create table x as values row(get_lock('left behind', 0))",
                        "explain analyze select @left_over := 7",
                        "explain analyze format=tree select @left_over := 7"));
    }

    /** MariaDB lists some global variables as session variables; MySQL does not. */
    @Test
    void keepsVariablesWithinSession() throws SQLException {
        List<String> variables = variables();
        try (Connection one = this.database.dataSource().getConnection();
                Connection two = this.database.dataSource().getConnection();
                Statement statement = one.createStatement()) {
            Map<String, String> before = stateOf(two);
            for (String sql : variables) {
                statement.execute(sql);
            }
            assertThat(stateOf(two)).isEqualTo(before);
        }
    }

    @Test
    void resetsRoles() throws SQLException {
        String user = "l" + Long.toHexString(System.nanoTime());
        JdbcTemplate jdbc = this.database.jdbc();
        jdbc.execute("create role %1$s_one, %1$s_two, %1$s_three".formatted(user));
        try {
            jdbc.execute("grant %1$s_one, %1$s_two, %1$s_three to current_user()".formatted(user));
            this.scriptFixture
                    .script(
                            "b2",
                            "-- Revises: a1",
                            "set role %s_three;\ncreate table t_b2 (id int);".formatted(user),
                            "")
                    .script("c3", "-- Revises: b2", "create table t_c3 as select current_role() as one;", "");
            String roles = "set role '%1$s_one', '%1$s_two'".formatted(user);
            assertSameAfterARun(roles, "select current_role()");
            assertThat(jdbc.queryForObject("select one from t_c3", String.class))
                    .contains(user + "_one", user + "_two")
                    .doesNotContain(user + "_three");
        } finally {
            jdbc.execute("drop role %1$s_one, %1$s_two, %1$s_three".formatted(user));
        }
    }
}
