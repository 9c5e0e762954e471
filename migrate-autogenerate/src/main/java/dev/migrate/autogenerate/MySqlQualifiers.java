package dev.migrate.autogenerate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * SQL of MariaDB and MySQL as somebody wrote it, with other databases in it: a name in front of a dot that is not behind
 * one, or behind {@code DATABASE}, {@code SCHEMA} and {@code USE}, is that of a database.
 */
final class MySqlQualifiers {

    private static final int LONGEST_HEAD = 7;
    private static final Pattern OF_DATABASE =
            Pattern.compile("(?i)^(USE" + "|(CREATE( OR REPLACE)?|DROP|ALTER) (DATABASE|SCHEMA)( IF( NOT)? EXISTS)?)$");

    private final Map<String, String> places;

    /** Makes a writer of texts in which databases, by their names, are replaced by those that stand for them. */
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

    /** The databases that a text speaks of and that are not replaced, whatever case they are written in. */
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
