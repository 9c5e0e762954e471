package dev.migrate.scratch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Replaces and finds database names in handwritten SQL of MariaDB and MySQL. A name is that of a database if it
 * precedes a dot and does not follow one, or if it follows {@code DATABASE}, {@code SCHEMA} or {@code USE}.
 */
final class MySqlQualifiers {

    private static final int LONGEST_HEAD = 7;
    private static final Pattern OF_DATABASE =
            Pattern.compile("(?i)^(USE" + "|(CREATE( OR REPLACE)?|DROP|ALTER) (DATABASE|SCHEMA)( IF( NOT)? EXISTS)?)$");

    private final Map<String, String> places;

    /**
     * Creates a rewriter.
     *
     * @param places the replacement of each database name
     */
    MySqlQualifiers(Map<String, String> places) {
        this.places = Map.copyOf(places);
    }

    String moved(String sql) {
        if (this.places.keySet().stream().noneMatch(sql::contains)) {
            return sql;
        }
        List<MySqlToken> tokens = MySqlToken.of(sql);
        List<MySqlToken> solid =
                tokens.stream().filter((token) -> !token.isBlank()).toList();
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (MySqlToken token : tokens) {
            if (token.isBlank()) {
                out.append(token.text());
                continue;
            }
            String place = token.isName() ? this.places.get(token.name()) : null;
            out.append(place != null && isDatabase(solid, at) ? '`' + place.replace("`", "``") + '`' : token.text());
            at++;
        }
        return out.toString();
    }

    /** Returns the databases that a text names and that are not replaced, regardless of case. */
    List<String> foreignDatabases(String sql, Set<String> databases) {
        List<MySqlToken> solid =
                MySqlToken.of(sql).stream().filter((token) -> !token.isBlank()).toList();
        List<String> strangers = new ArrayList<>();
        for (int at = 0; at < solid.size(); at++) {
            MySqlToken token = solid.get(at);
            if (token.isName()
                    && !this.places.containsKey(token.name())
                    && databases.stream().anyMatch(token.name()::equalsIgnoreCase)
                    && isDatabase(solid, at)) {
                strangers.add(token.name());
            }
        }
        return strangers;
    }

    private static boolean isDatabase(List<MySqlToken> solid, int at) {
        boolean behindDot = at > 0 && solid.get(at - 1).text().equals(".");
        boolean beforeDot = at + 1 < solid.size() && solid.get(at + 1).text().equals(".");
        String before = solid.subList(Math.max(0, at - LONGEST_HEAD), at).stream()
                .map(MySqlToken::text)
                .collect(Collectors.joining(" "));
        return !behindDot && (beforeDot || OF_DATABASE.matcher(before).find());
    }
}
