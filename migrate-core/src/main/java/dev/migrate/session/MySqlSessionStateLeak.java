package dev.migrate.session;

import dev.migrate.sql.Statement;
import java.util.HashSet;
import java.util.Set;
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

    /**
     * Returns a query for 1 if the current database or one of the given schemas contains code that might set something.
     */
    static String code(Set<String> schemas) {
        String in = "in (database()%s)"
                .formatted(schemas.stream()
                        .map((schema) -> ", '" + schema.replace("\\", "\\\\").replace("'", "''") + "'")
                        .collect(Collectors.joining()));
        return """
                select exists (select 1 from information_schema.triggers where trigger_schema %1$s)
                  or exists (select 1 from information_schema.routines
                    where routine_schema %1$s and routine_type <> 'PROCEDURE')
                  or exists (select 1 from information_schema.views
                    where table_schema %1$s and (view_definition = '' or view_definition regexp '%2$s'))""".formatted(in, CALLS_FUNCTION);
    }
}
