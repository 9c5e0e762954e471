package dev.migrate.inspect.postgres;

import dev.migrate.inspect.AutomaticNames;
import dev.migrate.inspect.HashedName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Recognizes the names that PostgreSQL generates: {@code table_columns_label}, cut to fit, with a number if the name is
 * taken.
 */
final class PostgresNames {

    private static final int LONGEST = 63;
    private static final AutomaticNames KEYS = new AutomaticNames("(?s).*_pkey\\d*");
    private static final Pattern NUMBER = Pattern.compile("\\d+$");

    private PostgresNames() {}

    /** Whether the server or Hibernate might have generated the name, possibly under a former name of the table. */
    static boolean isAutomatic(String name, String table, List<String> columns, String label) {
        if (label.equals("pkey") || HashedName.is(name)) {
            return KEYS.contains(name);
        }
        String withoutNumber = NUMBER.matcher(name).replaceFirst("");
        String parts = String.join("_", columns);
        boolean exact = generated(table, parts, label).equals(withoutNumber);
        boolean ofFormerTable = !parts.isEmpty() && withoutNumber.endsWith("_" + parts + "_" + label);
        boolean ofTable = label.equals("check") && generated(table, "", label).equals(withoutNumber);
        return exact || ofFormerTable || ofTable;
    }

    /** Returns the generated name; the longer of the two parts is cut until it fits. */
    private static String generated(String table, String middle, String label) {
        String first = table;
        String second = middle;
        while (joined(first, second, label).getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            if (bytes(first) > bytes(second)) {
                first = first.substring(0, first.length() - 1);
            } else {
                second = second.substring(0, second.length() - 1);
            }
        }
        return joined(first, second, label);
    }

    private static String joined(String first, String second, String label) {
        return second.isEmpty() ? first + "_" + label : first + "_" + second + "_" + label;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
