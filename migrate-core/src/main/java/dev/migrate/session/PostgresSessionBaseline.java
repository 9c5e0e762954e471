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
 * State of a pooled server session at the start of a transaction. The session is certain only within that transaction,
 * so what a script leaves in it is removed there. The server does not list whether it would have ended with the
 * transaction.
 */
final class PostgresSessionBaseline {

    static final PostgresSessionBaseline NONE = new PostgresSessionBaseline(Map.of());

    private static final String SETTING = "setting";
    private static final String CHANNEL = "channel";

    /** Query for the objects of a session other than settings and channels, by kind. */
    static final String OBJECTS = """
            select 'prepared' as kind, name from pg_catalog.pg_prepared_statements where from_sql
            union all select 'cursor', name from pg_catalog.pg_cursors where is_holdable or statement ilike 'declare%%'
            union all select 'lock', %s from (%s) other
            union all select 'relation', oid::text from pg_catalog.pg_class
              where relnamespace = pg_catalog.pg_my_temp_schema() and relkind in ('r', 'p', 'v', 'm', 'S', 'f')""".formatted(PostgresSessionState.UNLOCKING, PostgresSessionState.OTHER_LOCKS);

    private static final String LISTED = """
            select '%s', name, setting from pg_catalog.pg_settings where source = 'session' and name not in %s
            union all select '%1$s', '%s', session_user::text
            union all select '%1$s', '%s', pg_catalog.current_setting('%4$s')
            union all select '%s', c, null from pg_catalog.pg_listening_channels() c
            union all select kind, name, null from (%s) o""".formatted(
                    SETTING,
                    PostgresSessionState.NOT_OF_SESSION,
                    PostgresSessionState.USER,
                    PostgresSessionState.ROLE,
                    CHANNEL,
                    OBJECTS);

    /** Custom settings that the body of a DO block sets; the server does not list them. */
    private static final Pattern CUSTOM = Pattern.compile(
            "(?i)(?:\\bset_config\\s*\\(\\s*'|\\bset\\s+(?:session\\s+)?)([a-z_]\\w*(?:\\.[a-z_]\\w*)+)");

    private final Map<String, List<List<String>>> listed;
    private final Set<String> custom = new TreeSet<>();

    private PostgresSessionBaseline(Map<String, List<List<String>>> listed) {
        this.listed = listed;
    }

    /** Reads the baseline, then runs a statement, in one round trip. */
    static PostgresSessionBaseline read(Connection connection, String after) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(LISTED + ";\n" + after);
            Map<String, List<List<String>>> listed = new LinkedHashMap<>();
            try (ResultSet result = statement.getResultSet()) {
                for (List<@Nullable String> row : Query.rows(result)) {
                    listed.computeIfAbsent(String.valueOf(row.get(0)), (kind) -> new ArrayList<>())
                            .add(row.stream().map(String::valueOf).toList());
                }
            }
            return new PostgresSessionBaseline(listed);
        }
    }

    /** Registers a statement of a script that is about to run. */
    void beforeStatement(Statement statement) {
        if (statement.head().startsWith("do ")) {
            Matcher matcher = CUSTOM.matcher(statement.sql());
            while (matcher.find()) {
                this.custom.add(matcher.group(1));
            }
        }
    }

    /**
     * Returns the statements that restore the baseline in the same transaction. The rows of the last one are further
     * statements to run.
     *
     * @param limits the values that are set for the transaction only
     */
    String restoreSql(Map<String, String> limits) {
        Map<String, String> settings = new LinkedHashMap<>();
        of(SETTING).forEach((row) -> settings.put(row.get(1), row.get(2)));
        return """
                select pg_catalog.set_config('%1$s', %2$s, false);
                select pg_catalog.set_config('%3$s', %4$s, false);
                unlisten *;
                %5$sselect case
                    when b.name is null then 'reset ' || pg_catalog.quote_ident(s.name)
                    else pg_catalog.format('select pg_catalog.set_config(%%L, %%L, false)', b.name, b.value) end
                  from (select * from pg_catalog.pg_settings where source = 'session') s
                  full join (values %6$s) b (name, value) on b.name = s.name
                  where coalesce(b.name, s.name) not in %7$s and coalesce(b.name, s.name) not in ('%1$s', '%3$s')
                    and b.value is distinct from s.setting
                    and not exists (select 1 from (values %8$s) l (name, value) where l.name = s.name and l.value = s.setting)
                union all select pg_catalog.format('select pg_catalog.set_config(%%L, %%L, false)', n, '')
                  from pg_catalog.unnest(array[%9$s]::text[]) n where pg_catalog.current_setting(n, true) <> ''
                    and n not in (select name from pg_catalog.pg_settings)
                union all select case kind
                    when 'prepared' then 'deallocate ' || pg_catalog.quote_ident(name)
                    when 'cursor' then 'close ' || pg_catalog.quote_ident(name)
                    when 'lock' then name
                    else (select pg_catalog.format('drop %%s if exists pg_temp.%%I cascade',
                        case relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence'
                          when 'f' then 'foreign table' else 'table' end, relname)
                      from pg_catalog.pg_class where oid = name::oid) end
                  from (%10$s) o where (kind, name) not in (%11$s)""".formatted(
                PostgresSessionState.USER,
                PostgresSessionState.literal(settings.getOrDefault(PostgresSessionState.USER, "")),
                PostgresSessionState.ROLE,
                PostgresSessionState.literal(settings.getOrDefault(PostgresSessionState.ROLE, "none")),
                of(CHANNEL).stream()
                        .map((row) -> "listen \"%s\";\n".formatted(row.get(1).replace("\"", "\"\"")))
                        .collect(Collectors.joining()),
                PostgresSessionState.rows(settings),
                PostgresSessionState.NOT_OF_SESSION,
                PostgresSessionState.rows(limits),
                this.custom.stream().map(PostgresSessionState::literal).collect(Collectors.joining(", ")),
                OBJECTS,
                objects());
    }

    private List<List<String>> of(String kind) {
        return this.listed.getOrDefault(kind, List.of());
    }

    private String objects() {
        List<String> pairs = new ArrayList<>(List.of("('', '')"));
        this.listed.forEach((kind, rows) -> {
            if (!kind.equals(SETTING) && !kind.equals(CHANNEL)) {
                rows.forEach((row) -> pairs.add("(%s, %s)"
                        .formatted(PostgresSessionState.literal(kind), PostgresSessionState.literal(row.get(1)))));
            }
        });
        return String.join(", ", pairs);
    }
}
