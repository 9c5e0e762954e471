package dev.migrate.session;

import java.util.ArrayList;
import java.util.List;

/** Session state of psql, which stores the captured state in psql variables. */
public final class PostgresClientSession implements ClientSession {

    private static final String RESULT = " as migrate_done";
    private static final String USER = "select pg_catalog.set_config('session_authorization', :'migrate_user', %s)";
    private static final String ROLE = "select pg_catalog.set_config('role', :'migrate_role', %s)";

    private final SessionLimits sessionLimits;

    public PostgresClientSession(SessionLimits sessionLimits) {
        this.sessionLimits = sessionLimits;
    }

    @Override
    public List<String> capture() {
        List<String> lines = new ArrayList<>();
        lines.add("set lock_timeout = %d;".formatted(this.sessionLimits.lock().toMillis()));
        if (this.sessionLimits.statementTimeout() != null) {
            lines.add("set statement_timeout = %d;"
                    .formatted(this.sessionLimits.statementTimeout().toMillis()));
        }
        lines.add("""
                select session_user::text as migrate_user, pg_catalog.current_setting('role') as migrate_role,
                  coalesce(pg_catalog.json_agg(pg_catalog.json_build_array(name, setting)), '[]')::text as migrate_settings
                from pg_catalog.pg_settings where source = 'session' and name not in %s \\gset""".formatted(PostgresSessionState.NOT_OF_SESSION));
        return lines;
    }

    @Override
    public List<String> makeWritable() {
        return List.of("set transaction read write;");
    }

    @Override
    public List<String> switchToEngine(boolean first) {
        List<String> lines = new ArrayList<>(first ? makeWritable() : List.of());
        lines.add(quiet(USER.formatted("true")));
        lines.add(quiet(ROLE.formatted("true")));
        lines.add("""
                select pg_catalog.count(pg_catalog.set_config(s.name, coalesce(c.value, s.reset_val), true)) as migrate_done
                from pg_catalog.pg_settings s left join (select one ->> 0, one ->> 1
                    from pg_catalog.json_array_elements(:'migrate_settings'::json) one) c (name, value) on c.name = s.name
                where (s.source = 'session' or c.name is not null) and s.name not in %s
                  and s.setting is distinct from coalesce(c.value, s.reset_val)
                  and (s.context = 'user' or pg_catalog.current_setting('is_superuser') = 'on') \\gset""".formatted(PostgresSessionState.NOT_OF_SESSION));
        return lines;
    }

    @Override
    public List<String> endScript() {
        return List.of(
                "-- Back to the state in which each revision begins",
                "set constraints all immediate;",
                "close all;",
                "reset session authorization;",
                "reset all;",
                "select pg_catalog.count(pg_catalog.set_config(one ->> 0, one ->> 1, false)) as migrate_done"
                        + " from pg_catalog.json_array_elements(:'migrate_settings'::json) one \\gset",
                quiet(USER.formatted("false")),
                quiet(ROLE.formatted("false")),
                "unlisten *;",
                "deallocate all;",
                "discard temp;",
                "discard plans;",
                "discard sequences;",
                """
                select pg_catalog.count(case when objsubid = 1
                    then pg_catalog.pg_advisory_unlock((classid::bigint << 32) | objid::bigint)
                    else pg_catalog.pg_advisory_unlock(classid::bigint::bit(32)::int, objid::bigint::bit(32)::int) end)
                  as migrate_done
                from (%s) other \\gset""".formatted(PostgresSessionState.OTHER_LOCKS + " and mode = 'ExclusiveLock'"));
    }

    /** Stores the result in a psql variable, so that psql does not print it. */
    private static String quiet(String query) {
        return query + RESULT + " \\gset";
    }
}
