package dev.migrate.dialect;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PostgreSQL's {@code search_path}: names separated by commas, some of them quoted.
 *
 * @param setting its value
 */
record PostgresSearchPath(String setting) {

    private static final Pattern NAME = Pattern.compile("\"((?:[^\"]|\"\")*)\"|([^\\s,\"]+)");

    /** The schemas that it names, whether or not they exist. */
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
