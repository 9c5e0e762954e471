package dev.migrate.scratch;

import java.sql.ResultSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The names of the objects that belong to extensions, and those names that a failure says are unknown. */
final class PostgresExtensionMembers {

    private static final String QUERY = """
            select x.extname, m.name
            from pg_extension x
            join pg_depend d on d.refclassid = 'pg_extension'::regclass and d.refobjid = x.oid and d.deptype = 'e'
            join lateral (
              select typname as name from pg_type where d.classid = 'pg_type'::regclass and oid = d.objid
              union all select proname from pg_proc where d.classid = 'pg_proc'::regclass and oid = d.objid
              union all select relname from pg_class where d.classid = 'pg_class'::regclass and oid = d.objid
              union all select oprname from pg_operator where d.classid = 'pg_operator'::regclass and oid = d.objid
              union all select opcname from pg_opclass where d.classid = 'pg_opclass'::regclass and oid = d.objid
              union all select amname from pg_am where d.classid = 'pg_am'::regclass and oid = d.objid
              union all select lanname from pg_language where d.classid = 'pg_language'::regclass and oid = d.objid
              union all select collname from pg_collation where d.classid = 'pg_collation'::regclass and oid = d.objid
              union all select cfgname from pg_ts_config where d.classid = 'pg_ts_config'::regclass and oid = d.objid
              union all select dictname from pg_ts_dict where d.classid = 'pg_ts_dict'::regclass and oid = d.objid
              union all select tmplname from pg_ts_template where d.classid = 'pg_ts_template'::regclass and oid = d.objid
              union all select fdwname from pg_foreign_data_wrapper
                        where d.classid = 'pg_foreign_data_wrapper'::regclass and oid = d.objid
            ) m on true
            where x.oid >= 16384
            union all
            select extname, extname from pg_extension where oid >= 16384
            """;

    /** A name in quotes, the name of a function, or an operator; the words around them depend on the language. */
    private static final Pattern NAME = Pattern.compile(
            "\"((?:[^\"]|\"\")+)\"|([\\p{L}_][\\p{L}\\p{N}_$]*)\\(|(?<= )([-+*/<>=~!@#%^&|`?]+)(?= |$)");

    private final Map<String, Set<String>> extensions;

    private PostgresExtensionMembers(Map<String, Set<String>> extensions) {
        this.extensions = extensions;
    }

    /** Reads the members of all extensions of a database. */
    static PostgresExtensionMembers of(JdbcTemplate live) {
        Map<String, Set<String>> extensions = new HashMap<>();
        live.query(QUERY, (ResultSet row) -> {
            extensions
                    .computeIfAbsent(row.getString(2), (name) -> new HashSet<>())
                    .add(row.getString(1));
        });
        return new PostgresExtensionMembers(extensions);
    }

    /** Returns the extensions with an object that a message of the server names. */
    Set<String> namedIn(@Nullable String message) {
        Set<String> named = new HashSet<>();
        for (String name : namesIn(message)) {
            named.addAll(this.extensions.getOrDefault(name, Set.of()));
        }
        return named;
    }

    /** Returns the names in the first line of a message, without their schemas. */
    static List<String> namesIn(@Nullable String message) {
        return NAME.matcher(String.valueOf(message).lines().findFirst().orElse(""))
                .results()
                .map(PostgresExtensionMembers::name)
                .toList();
    }

    private static String name(MatchResult found) {
        if (found.group(1) != null) {
            String quoted = found.group(1);
            return quoted.substring(quoted.lastIndexOf('.') + 1);
        }
        return found.group(2) != null ? found.group(2) : found.group(3);
    }
}
