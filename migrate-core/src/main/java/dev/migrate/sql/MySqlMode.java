package dev.migrate.sql;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The SQL modes of MySQL and MariaDB that decide where a quoted text ends.
 *
 * @param ansiQuotes whether double quotes enclose a name, in which a backslash does not escape
 * @param backslashEscapes whether a backslash escapes in a literal
 * @param brackets whether brackets enclose a name
 */
record MySqlMode(boolean ansiQuotes, boolean backslashEscapes, boolean brackets) {

    private static final Set<String> WITH_ANSI_QUOTES =
            Set.of("ansi", "ansi_quotes", "db2", "maxdb", "mssql", "oracle", "postgresql");

    /** Returns the modes of a value of the variable {@code sql_mode}. */
    static MySqlMode of(String list) {
        Set<String> names = Arrays.stream(list.toLowerCase(Locale.ROOT).split(","))
                .map(String::strip)
                .collect(Collectors.toSet());
        return new MySqlMode(
                names.stream().anyMatch(WITH_ANSI_QUOTES::contains),
                !names.contains("no_backslash_escapes"),
                names.contains("mssql"));
    }
}
