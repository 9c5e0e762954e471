package dev.migrate.scratch;

import dev.migrate.error.DatabaseException;
import dev.migrate.error.ErrorCode;
import dev.migrate.inspect.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.function.SingletonSupplier;

/**
 * The properties of the live database that a scratch database must have.
 *
 * @param user the user that connected
 * @param home the default schema
 * @param path the schemas of the search path
 * @param role the role whose rights count
 * @param extensions the extensions, each after those that it requires
 * @param members finds the extension of an object
 * @param unreadTypes the collations and the range types
 * @param settings the settings that change how the server prints SQL, and those of the database and the role
 */
record PostgresDatabaseProperties(
        String database,
        long databaseId,
        String user,
        String role,
        int major,
        boolean mayCreateDatabases,
        boolean mayCreateSchemas,
        String home,
        List<String> path,
        List<PostgresExtension> extensions,
        Supplier<PostgresExtensionMembers> members,
        Supplier<List<PostgresUnreadType>> unreadTypes,
        Map<String, String> settings,
        String locale) {

    /** Settings that limit a session are left out: they hold for the application, not for the creation of a schema. */
    private static final String SETTINGS = """
            select name, setting from pg_settings
            where name in ('DateStyle', 'IntervalStyle', 'TimeZone', 'default_table_access_method', 'xmloption',
                           'check_function_bodies')
               or source in ('database', 'user', 'database user') and context = 'user'
                  and name !~ '(timeout|read_only|search_path|^role|session_authorization)'
            order by name
            """;

    private static final String EXTENSIONS = """
            select extname, nspname, extversion, array(
                     select r.extname::text from pg_depend d join pg_extension r on r.oid = d.refobjid
                     where d.classid = 'pg_extension'::regclass and d.objid = x.oid
                       and d.refclassid = 'pg_extension'::regclass order by r.oid)
            from pg_extension x join pg_namespace n on n.oid = extnamespace
            where x.oid >= 16384 order by x.oid
            """;

    static PostgresDatabaseProperties of(JdbcTemplate jdbc, Scope scope) {
        Map<String, String> settings = new LinkedHashMap<>();
        jdbc.query(SETTINGS, (row) -> {
            settings.put(row.getString(1), row.getString(2));
        });
        List<String> path = jdbc.queryForList("select unnest(current_schemas(false))", String.class);
        List<PostgresExtension> extensions = extensions(jdbc);
        return jdbc.query(
                        """
                        select current_database(), d.oid, session_user, current_user, current_setting('server_version_num')::int / 10000,
                               r.rolsuper or r.rolcreatedb, has_database_privilege(d.oid, 'create'),
                               coalesce(?, current_schema()), %s
                        from pg_database d, pg_roles r
                        where d.datname = current_database() and r.rolname = current_user
                        """.formatted(LOCALE),
                        (row, number) -> new PostgresDatabaseProperties(
                                row.getString(1),
                                row.getLong(2),
                                row.getString(3),
                                row.getString(4),
                                row.getInt(5),
                                row.getBoolean(6),
                                row.getBoolean(7),
                                home(row.getString(8)),
                                path,
                                extensions,
                                SingletonSupplier.of(() -> PostgresExtensionMembers.of(jdbc)),
                                unreadTypes(jdbc, home(row.getString(8))),
                                settings,
                                row.getString(9)),
                        scope.home())
                .get(0);
    }

    private static Supplier<List<PostgresUnreadType>> unreadTypes(JdbcTemplate jdbc, String home) {
        return SingletonSupplier.of(() -> PostgresUnreadType.of(jdbc, home));
    }

    /** Returns the extensions that were created in a database, each after those that it requires. */
    static List<PostgresExtension> extensions(JdbcTemplate jdbc) {
        return jdbc.query(
                EXTENSIONS,
                (row, number) ->
                        new PostgresExtension(row.getString(1), row.getString(2), row.getString(3), List.of((String[])
                                row.getArray(4).getArray())));
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

    /** Whether the default schema contains an extension. */
    boolean hasExtensionAtHome() {
        return this.extensions.stream()
                .anyMatch((extension) -> extension.schema().equals(this.home));
    }

    /**
     * Acts as the role of the live session, to which everything belongs that a scratch database contains.
     *
     * @throws SQLException if the user of the session is another one, and not a member of the role
     */
    void assumeRole(Connection connection) throws SQLException {
        if (!this.user.equals(this.role)) {
            execute(connection, "set role " + quoted(this.role));
        }
    }

    /** Returns the statements that set the settings of the live session. */
    List<String> settingStatements() {
        return this.settings.entrySet().stream()
                .map((setting) -> "set %s = '%s'"
                        .formatted(setting.getKey(), setting.getValue().replace("'", "''")))
                .toList();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
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
