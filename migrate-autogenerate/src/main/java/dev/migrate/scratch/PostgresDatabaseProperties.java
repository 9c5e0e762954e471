package dev.migrate.scratch;

import dev.migrate.error.DatabaseException;
import dev.migrate.error.ErrorCode;
import dev.migrate.inspect.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The properties of the live database that a scratch database must have.
 *
 * @param home the default schema
 * @param path the schemas of the search path
 * @param extensions the schema of each extension, by its name
 * @param settings the settings that change how the server prints SQL
 */
record PostgresDatabaseProperties(
        String url,
        String database,
        long databaseId,
        String role,
        int major,
        boolean mayCreateDatabases,
        boolean mayCreateSchemas,
        String home,
        List<String> path,
        Map<String, String> extensions,
        Map<String, String> settings,
        String locale) {

    private static final List<String> SETTINGS = List.of(
            "DateStyle",
            "IntervalStyle",
            "TimeZone",
            "default_table_access_method",
            "xmloption",
            "check_function_bodies");

    static PostgresDatabaseProperties of(JdbcTemplate jdbc, Scope scope) {
        String url = jdbc.execute(
                (java.sql.Connection connection) -> connection.getMetaData().getURL());
        Map<String, String> extensions = new LinkedHashMap<>();
        jdbc.query(
                "select extname, nspname from pg_extension x join pg_namespace n on n.oid = extnamespace"
                        + " where x.oid >= 16384 order by x.oid",
                (row) -> {
                    extensions.put(row.getString(1), row.getString(2));
                });
        Map<String, String> settings = new LinkedHashMap<>();
        jdbc.query("select name, setting from pg_settings order by name", (row) -> {
            if (SETTINGS.contains(row.getString(1))) {
                settings.put(row.getString(1), row.getString(2));
            }
        });
        List<String> path = jdbc.queryForList("select unnest(current_schemas(false))", String.class);
        return jdbc.query(
                        """
                        select current_database(), d.oid, current_user, current_setting('server_version_num')::int / 10000,
                               r.rolsuper or r.rolcreatedb, has_database_privilege(d.oid, 'create'),
                               coalesce(?, current_schema()), %s
                        from pg_database d, pg_roles r
                        where d.datname = current_database() and r.rolname = current_user
                        """.formatted(LOCALE),
                        (row, number) -> new PostgresDatabaseProperties(
                                url == null ? "" : url,
                                row.getString(1),
                                row.getLong(2),
                                row.getString(3),
                                row.getInt(4),
                                row.getBoolean(5),
                                row.getBoolean(6),
                                home(row.getString(7)),
                                path,
                                extensions,
                                settings,
                                row.getString(8)),
                        scope.home())
                .get(0);
    }

    /** The encoding and the locale of a database; the catalog columns for it changed in versions 15, 16 and 17. */
    private static final String LOCALE = """
            (select concat(
               ' encoding ', quote_literal(pg_encoding_to_char(d.encoding)),
               ' lc_collate ', quote_literal(d.datcollate), ' lc_ctype ', quote_literal(d.datctype),
               case j ->> 'datlocprovider' when 'i' then ' locale_provider icu icu_locale '
                    when 'b' then ' locale_provider builtin builtin_locale '
                    when 'c' then ' locale_provider libc' end,
               case when j ->> 'datlocprovider' in ('i', 'b')
                    then quote_literal(coalesce(j ->> 'datlocale', j ->> 'daticulocale')) end,
               ' icu_rules ' || quote_literal(j ->> 'daticurules'))
             from (select to_jsonb(d) as j) l)""";

    private static String home(@Nullable String found) {
        if (found == null) {
            throw new DatabaseException(
                    ErrorCode.DATABASE_ERROR,
                    "No schema on the session's search path exists, so there is none to compare.",
                    "Create the schema, or name another with currentSchema in the URL.",
                    null);
        }
        return found;
    }

    /** Returns the statement that creates an empty database with this locale. */
    String createDatabase(String name) {
        return "create database " + name + " template template0" + this.locale;
    }

    /** Returns the search path with another schema, in which objects are created, in place of the default one. */
    String searchPath(String first) {
        List<String> names = new ArrayList<>(List.of(quoted(first)));
        this.path.stream().filter((schema) -> !schema.equals(this.home)).forEach((schema) -> names.add(quoted(schema)));
        return String.join(", ", names);
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
