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
final class MySqlPlaces {

    private static final int LONGEST_HEAD = 7;
    private static final Pattern OF_DATABASE =
            Pattern.compile("(?i)^(USE" + "|(CREATE( OR REPLACE)?|DROP|ALTER) (DATABASE|SCHEMA)( IF( NOT)? EXISTS)?)$");

    private final Map<String, String> places;

    /** Makes a writer of texts in which databases, by their names, are replaced by those that stand for them. */
    MySqlPlaces(Map<String, String> places) {
        this.places = Map.copyOf(places);
    }

    String moved(String sql) {
        if (this.places.keySet().stream().noneMatch(sql::contains)) {
            return sql;
        }
        List<Token> tokens = tokens(sql);
        List<Token> solid = tokens.stream().filter((token) -> !token.isBlank()).toList();
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (Token token : tokens) {
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
    List<String> strangers(String sql, Set<String> databases) {
        List<Token> solid =
                tokens(sql).stream().filter((token) -> !token.isBlank()).toList();
        List<String> strangers = new ArrayList<>();
        for (int at = 0; at < solid.size(); at++) {
            Token token = solid.get(at);
            if (token.isName()
                    && !this.places.containsKey(token.name())
                    && databases.stream().anyMatch(token.name()::equalsIgnoreCase)
                    && isDatabase(solid, at)) {
                strangers.add(token.name());
            }
        }
        return strangers;
    }

    private static boolean isDatabase(List<Token> solid, int at) {
        boolean behindDot = at > 0 && solid.get(at - 1).text().equals(".");
        boolean beforeDot = at + 1 < solid.size() && solid.get(at + 1).text().equals(".");
        String before = solid.subList(Math.max(0, at - LONGEST_HEAD), at).stream()
                .map(Token::text)
                .collect(Collectors.joining(" "));
        return !behindDot && (beforeDot || OF_DATABASE.matcher(before).find());
    }

    private static List<Token> tokens(String sql) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < sql.length()) {
            int end = end(sql, at);
            tokens.add(new Token(sql.substring(at, end)));
            at = end;
        }
        return tokens;
    }

    private static int end(String sql, int start) {
        char first = sql.charAt(start);
        if (first == '\'' || first == '"' || first == '`') {
            return quoted(sql, start);
        }
        if (first == '#' || sql.startsWith("-- ", start)) {
            int line = sql.indexOf('\n', start);
            return line < 0 ? sql.length() : line + 1;
        }
        if (sql.startsWith("/*", start) && !sql.startsWith("/*!", start) && !sql.startsWith("/*M!", start)) {
            int close = sql.indexOf("*/", start + 2);
            return close < 0 ? sql.length() : close + 2;
        }
        int end = start + 1;
        if (Character.isWhitespace(first)) {
            while (end < sql.length() && Character.isWhitespace(sql.charAt(end))) {
                end++;
            }
        } else if (isPart(first)) {
            while (end < sql.length() && isPart(sql.charAt(end))) {
                end++;
            }
        }
        return end;
    }

    private static int quoted(String sql, int start) {
        char mark = sql.charAt(start);
        int at = start + 1;
        while (at < sql.length()) {
            char character = sql.charAt(at);
            if (character == '\\' && mark != '`') {
                at += 2;
            } else if (character != mark) {
                at++;
            } else if (at + 1 < sql.length() && sql.charAt(at + 1) == mark) {
                at += 2;
            } else {
                return at + 1;
            }
        }
        return sql.length();
    }

    private static boolean isPart(char character) {
        return Character.isLetterOrDigit(character) || character == '_' || character == '$';
    }

    private record Token(String text) {

        boolean isBlank() {
            return Character.isWhitespace(this.text.charAt(0))
                    || this.text.startsWith("/*")
                    || this.text.startsWith("#")
                    || this.text.startsWith("-- ");
        }

        boolean isName() {
            return isQuoted() || isPart(this.text.charAt(0));
        }

        /** A text in double quotes stands in front of a dot only where it is a name. */
        private boolean isQuoted() {
            return this.text.charAt(0) == '`' || this.text.charAt(0) == '"';
        }

        String name() {
            if (!isQuoted() || this.text.length() < 2) {
                return this.text;
            }
            String quote = this.text.substring(0, 1);
            return this.text.substring(1, this.text.length() - 1).replace(quote + quote, quote);
        }
    }
}
