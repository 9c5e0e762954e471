package dev.migrate.guard;

import dev.migrate.sql.Lexer;
import dev.migrate.sql.Token;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The ways in which a server might read a statement with executable comments. A server skips those for other versions,
 * so that what they contain can hide the statement around them.
 */
final class MySqlReadings {

    /** More versions do not occur in one statement of a dump. */
    private static final int MOST_VERSIONS = 4;

    private MySqlReadings() {}

    /**
     * Returns the statement, and the statement without the comments for each combination of versions. The list is empty
     * if there are too many versions.
     */
    static List<String> of(Lexer lexer, String sql) {
        if (!sql.contains("/*!") && !sql.contains("/*M!")) {
            return List.of(sql);
        }
        Set<String> readings = new LinkedHashSet<>(Set.of(sql));
        Set<String> versions = new LinkedHashSet<>();
        for (String version = nextVersion(lexer, readings, versions);
                !version.isEmpty();
                version = nextVersion(lexer, readings, versions)) {
            if (versions.size() == MOST_VERSIONS) {
                return List.of();
            }
            versions.add(version);
            for (String reading : List.copyOf(readings)) {
                readings.add(without(lexer, reading, version));
            }
        }
        return List.copyOf(readings);
    }

    private static String nextVersion(Lexer lexer, Set<String> readings, Set<String> versions) {
        return readings.stream()
                .flatMap((reading) -> lexer.tokens(reading).stream())
                .filter(MySqlReadings::isOpening)
                .map(Token::text)
                .filter((version) -> !versions.contains(version))
                .findFirst()
                .orElse("");
    }

    private static boolean isOpening(Token token) {
        return token.kind() == Token.Kind.EXECUTABLE_COMMENT && token.text().startsWith("/*");
    }

    /** Returns the statement without the comments for a version. The rest is read again after each of them. */
    private static String without(Lexer lexer, String sql, String version) {
        String reading = sql;
        for (int at = position(lexer, reading, version); at >= 0; at = position(lexer, reading, version)) {
            reading = reading.substring(0, at) + " " + reading.substring(end(reading, at + version.length()));
        }
        return reading;
    }

    /** Returns the position of the first comment for a version, or -1. */
    private static int position(Lexer lexer, String sql, String version) {
        int at = 0;
        for (Token token : lexer.tokens(sql)) {
            if (isOpening(token) && token.text().equals(version)) {
                return at;
            }
            at += token.text().length();
        }
        return -1;
    }

    /** Returns the position after a skipped comment, in which comments nest once. */
    private static int end(String sql, int start) {
        int at = start;
        while (at < sql.length() && !sql.startsWith("*/", at)) {
            if (sql.startsWith("/*", at)) {
                int inner = sql.indexOf("*/", at + 2);
                at = inner < 0 ? sql.length() : inner + 2;
            } else {
                at++;
            }
        }
        return Math.min(sql.length(), at + 2);
    }
}
