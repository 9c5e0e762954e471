package dev.migrate.importer.flyway;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Replaces placeholders as Flyway does: their names are case-insensitive, and values are not searched again. */
final class FlywayPlaceholders {

    private final String prefix;
    private final String suffix;
    private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    FlywayPlaceholders(String prefix, String suffix, Map<String, String> values) {
        this.prefix = prefix;
        this.suffix = suffix;
        this.values.putAll(values);
    }

    /** A placeholder without a value. */
    record Unresolved(String name, int line) {}

    /** Returns the text with values; adds the placeholders that have none to {@code unresolved}. */
    String replace(String text, Collection<Unresolved> unresolved, Collection<String> used) {
        StringBuilder replaced = new StringBuilder(text.length());
        int from = 0;
        for (int at = text.indexOf(this.prefix); at >= 0; at = text.indexOf(this.prefix, from)) {
            int end = text.indexOf(this.suffix, at + this.prefix.length());
            String name = end < 0
                    ? text.substring(at + this.prefix.length())
                            .lines()
                            .findFirst()
                            .orElse("")
                    : text.substring(at + this.prefix.length(), end);
            String value = end < 0 ? null : this.values.get(name);
            if (value == null) {
                unresolved.add(new Unresolved(name, lineOf(text, at)));
                replaced.append(text, from, at + this.prefix.length());
                from = at + this.prefix.length();
            } else {
                used.add(name);
                replaced.append(text, from, at).append(value);
                from = end + this.suffix.length();
            }
        }
        return replaced.append(text, from, text.length()).toString();
    }

    private static int lineOf(String text, int offset) {
        int line = 1;
        for (int i = 0; i < offset; i++) {
            char character = text.charAt(i);
            if (character == '\n' || (character == '\r' && text.charAt(i + 1) != '\n')) {
                line++;
            }
        }
        return line;
    }
}
