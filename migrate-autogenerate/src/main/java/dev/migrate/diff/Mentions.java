package dev.migrate.diff;

import java.util.Collection;
import java.util.regex.Pattern;

/** Finds names in the text of a definition that no catalog resolves. */
final class Mentions {

    private Mentions() {}

    /** Returns whether a text contains one of the names as a word. */
    static boolean anyOf(Collection<String> names, String text) {
        return names.stream()
                .anyMatch((name) -> Pattern.compile("(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])")
                        .matcher(text)
                        .find());
    }
}
