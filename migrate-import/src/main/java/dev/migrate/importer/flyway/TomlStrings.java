package dev.migrate.importer.flyway;

import dev.migrate.error.InvalidSettingsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the part of TOML that configurations of Flyway use: tables, strings, numbers, booleans, and lists of them. Other
 * values are refused, unless they are in a table of another program.
 */
final class TomlStrings {

    private static final Pattern TABLE = Pattern.compile("\\[\\s*(?<name>[^\\[\\]]+?)\\s*]\\s*(#.*)?");
    private static final Pattern ENTRY = Pattern.compile("(?<key>[^=]+?)\\s*=\\s*(?<value>.*)", Pattern.DOTALL);
    private static final Pattern VALUE = Pattern.compile(
            "\\s*(?:\"(?<basic>(?:[^\"\\\\]|\\\\.)*)\"|'(?<literal>[^']*)'|(?<bare>[A-Za-z0-9_.+-]+))\\s*(?:#[^\\n]*)?");

    private static final String OWN = "flyway";

    private final String file;

    TomlStrings(String file) {
        this.file = file;
    }

    /** Returns the values by their full names; the items of a list are separated by commas. */
    Map<String, String> read(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> lines = text.lines().toList();
        String table = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            int number = i + 1;
            Matcher header = TABLE.matcher(line);
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (header.matches()) {
                table = unquoted(header.group("name"));
                continue;
            }
            if (!table.isEmpty() && !table.equals(OWN) && !table.startsWith(OWN + ".")) {
                continue;
            }
            StringBuilder entry = new StringBuilder(line);
            while (isOpenList(entry) && i + 1 < lines.size()) {
                i++;
                entry.append('\n').append(lines.get(i).strip());
            }
            Matcher matcher = ENTRY.matcher(entry);
            if (!matcher.matches()) {
                throw invalid(number, line);
            }
            String name = unquoted(matcher.group("key"));
            values.put(table.isEmpty() ? name : table + "." + name, value(matcher.group("value"), number));
        }
        return values;
    }

    private static boolean isOpenList(CharSequence entry) {
        String text = entry.toString();
        String value = text.substring(text.indexOf('=') + 1).strip();
        return value.startsWith("[")
                && !value.replaceAll("#[^\\n]*$", "").strip().endsWith("]");
    }

    private String value(String text, int line) {
        String value = text.strip();
        if (!value.startsWith("[")) {
            return single(value, line);
        }
        int end = value.lastIndexOf(']');
        StringJoiner items = new StringJoiner(",");
        Matcher item = VALUE.matcher(value.substring(1, end));
        String rest = value.substring(1, end);
        int from = 0;
        while (item.find(from) && item.start() == from) {
            items.add(group(item));
            from = item.end();
            if (from < rest.length() && rest.charAt(from) == ',') {
                from++;
            } else {
                break;
            }
        }
        if (!rest.substring(from).replaceAll("#[^\\n]*", "").isBlank()) {
            throw invalid(line, text);
        }
        return items.toString();
    }

    private String single(String value, int line) {
        Matcher matcher = VALUE.matcher(value);
        if (!matcher.matches() || value.startsWith("\"\"\"") || value.startsWith("'''")) {
            throw invalid(line, value);
        }
        return group(matcher);
    }

    private static String group(Matcher matcher) {
        if (matcher.group("basic") != null) {
            return matcher.group("basic").replace("\\\"", "\"").replace("\\\\", "\\");
        }
        return matcher.group("literal") != null ? matcher.group("literal") : matcher.group("bare");
    }

    private static String unquoted(String key) {
        return key.strip().replaceAll("[\"']", "").replaceAll("\\s*\\.\\s*", ".");
    }

    private InvalidSettingsException invalid(int line, String text) {
        return new InvalidSettingsException(
                this.file + ":" + line,
                "%s:%d: '%s' cannot be read.".formatted(this.file, line, text),
                "Write strings, numbers, booleans, or lists of them.");
    }
}
