package dev.migrate.guard;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A way in which statements reach outside of a scratch database, with the statements of a product that do so.
 *
 * @param reason the predicate of a message
 * @param patterns what a normalized statement of this kind contains; the first group, if there is one, is shown
 */
record Reach(String reason, List<Pattern> patterns) {

    static final String DATABASE = "uses another database";
    static final String SERVER = "acts on the server";
    static final String FILES = "uses files or programs";
    static final String DYNAMIC = "runs SQL that is not known before";

    Reach {
        patterns = List.copyOf(patterns);
    }

    static Reach of(String reason, String... patterns) {
        return new Reach(
                reason, List.of(patterns).stream().map(Pattern::compile).toList());
    }

    /** Returns a pattern for calls of functions, with alternatives in the syntax of patterns. */
    static String call(String names) {
        return "(?<![\\w$\"])(\"?(?:%s)\"?) \\(".formatted(names);
    }

    /** Returns why a statement reaches outside. */
    Optional<String> in(NormalizedSql sql) {
        return this.patterns.stream()
                .flatMap((pattern) -> sql.find(pattern).stream())
                .findFirst()
                .map((found) -> "%s (%s)".formatted(this.reason, found));
    }
}
