package dev.migrate.dialect;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code search_path} of PostgreSQL: schema names separated by commas, some of them quoted.
 *
 * @param setting its value
 */
record PostgresSearchPath(String setting) {

    private static final Pattern NAME = Pattern.compile("\"((?:[^\"]|\"\")*)\"|([^\\s,\"]+)");

    /** Returns the schemas that it names, including those that do not exist. */
    Set<String> schemas(String user) {
        Set<String> names = new LinkedHashSet<>();
        Matcher name = NAME.matcher(this.setting);
        while (name.find()) {
            String quoted = name.group(1);
            String schema = quoted == null ? name.group(2).toLowerCase(Locale.ROOT) : quoted.replace("\"\"", "\"");
            names.add(schema.equals("$user") ? user : schema);
        }
        return names;
    }
}
