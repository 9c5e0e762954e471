package dev.migrate.session;

import dev.migrate.sql.MentionedNames.Name;
import dev.migrate.sql.Statement;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Detects statements that might leave state in a session of MySQL or MariaDB, from their text. Assumes that they do in
 * case of doubt.
 */
public final class MySqlSessionStateLeak {

    private static final String GAP = "(?:\\s++|/\\*.*?\\*/)*+";

    private static final Pattern PLAIN_DDL = Pattern.compile("(create(?! (or replace )?temporary)|alter|drop|rename"
            + "|truncate|grant|revoke|(analyze|optimize) (local |no_write_to_binlog )?tables?)\\b.*");
    private static final Pattern DML = Pattern.compile("(insert|update|delete|replace)\\b.*");

    /** DDL with a query that fills the created table. */
    private static final Pattern QUERY = Pattern.compile("(?is)\\b(select|values?|table\\b.*\\btable)\\b");

    private static final Pattern CASCADES = Pattern.compile("\\b(delete|update|replace)\\b", Pattern.CASE_INSENSITIVE);

    /** Functions that release locks or set variables, and executable comments. */
    private static final Pattern SETS = Pattern.compile(
            "(?is):=|\\b(get_lock|release_lock|release_all_locks|nextval|setval)\\b|\\bnext\\s+value\\b|/\\*M?!"
                    + "|\\blast_insert_id" + GAP + "\\(" + GAP + "[^)\\s]");

    private static final String WORD = "[\\w$\\x{80}-\\x{FFFF}]";

    private static final Pattern QUALIFIER = Pattern.compile(
            "(?s)(?:`([^`]++)`|\"([^\"]++)\"|(?<!%1$s)(%1$s++))%2$s\\.%2$s(?=[`\"A-Za-z_$\\x{80}-\\x{FFFF}])"
                    .formatted(WORD, GAP));

    /** Calls of a user's function in the text of a view. A view whose text is not readable might call any function. */
    private static final String CALLS_FUNCTION = "`[.]`[^`]+`[[:space:]]*[(]|get_lock|release_(all_)?lock";

    private MySqlSessionStateLeak() {}

    /** Returns whether a statement is anything other than plain DDL or DML. */
    public static boolean any(Statement statement) {
        String head = statement.head();
        return statement.code().isPresent()
                || !(PLAIN_DDL.matcher(head).matches() || DML.matcher(head).matches())
                || SETS.matcher(statement.sql()).find();
    }

    /** Returns whether a plain statement might call functions or fire triggers. */
    static boolean mayRunCode(Statement statement) {
        return DML.matcher(statement.head()).matches()
                || QUERY.matcher(statement.sql()).find();
    }

    /** Returns all names that precede a dot, which include the names of schemas. */
    static Set<String> qualifiers(Statement statement) {
        Set<String> names = new HashSet<>();
        Matcher matcher = QUALIFIER.matcher(statement.sql());
        while (matcher.find()) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                if (matcher.group(group) != null) {
                    names.add(matcher.group(group));
                }
            }
        }
        return names;
    }

    /** Returns whether a foreign key might pass on the changes of a statement. */
    static boolean mayCascade(Statement statement) {
        return CASCADES.matcher(statement.sql()).find();
    }

    /**
     * Returns a query for two values: 1 if one of the names stands for a function or for a table with triggers, and 1 if one
     * of them stands for a view.
     *
     * @param names at least one name
     * @param database the schema of names without one
     */
    static String code(Set<Name> names, String database) {
        Set<Name> both = inBothCases(names, database);
        String triggers = each(both, """
                exists (select 1 from information_schema.triggers
                  where event_object_schema = %s and event_object_table = %s)""");
        String views = each(both, """
                exists (select 1 from information_schema.views where table_schema = %s and table_name = %s)""");
        return """
                select exists (select 1 from information_schema.routines
                    where routine_schema in (%s) and routine_name in (%s) and routine_type <> 'PROCEDURE')
                  or %s, %s""".formatted(literals(both, Name::schema), literals(both, Name::name), triggers, views);
    }

    private static String each(Set<Name> names, String condition) {
        return names.stream()
                .map((name) -> condition.formatted(literal(name.schema()), literal(name.name())))
                .collect(Collectors.joining("\n  or "));
    }

    private static String literals(Set<Name> names, Function<Name, String> part) {
        return names.stream()
                .map(part)
                .distinct()
                .map(MySqlSessionStateLeak::literal)
                .collect(Collectors.joining(", "));
    }

    /** Returns the names with their schemas, and in lower case, in which the server might store them. */
    private static Set<Name> inBothCases(Set<Name> names, String database) {
        Set<Name> both = new LinkedHashSet<>();
        for (Name name : names) {
            String schema = name.schema().isEmpty() ? database : name.schema();
            both.add(new Name(schema, name.name()));
            both.add(new Name(schema.toLowerCase(Locale.ROOT), name.name().toLowerCase(Locale.ROOT)));
        }
        return both;
    }

    private static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /**
     * Returns a query for 1 if the current database or one of the given schemas contains code that might set something.
     */
    static String code(Set<String> schemas) {
        String in = "in (database()%s)"
                .formatted(
                        schemas.stream().map((schema) -> ", " + literal(schema)).collect(Collectors.joining()));
        return """
                select exists (select 1 from information_schema.triggers where trigger_schema %1$s)
                  or exists (select 1 from information_schema.routines
                    where routine_schema %1$s and routine_type <> 'PROCEDURE')
                  or exists (select 1 from information_schema.views
                    where table_schema %1$s and (view_definition = '' or view_definition regexp '%2$s'))""".formatted(in, CALLS_FUNCTION);
    }
}
