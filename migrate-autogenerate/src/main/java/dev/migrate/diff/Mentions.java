package dev.migrate.diff;

import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds names in the text of a definition that no catalog resolves. */
public final class Mentions {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}_$]+");
    private static final Pattern QUOTE = Pattern.compile("[\"`]");
    private static final Pattern DOLLAR_QUOTE = Pattern.compile("\\$\\w*\\$");

    private Mentions() {}

    /** Returns the words of a text, and the names in quotes, which can contain spaces. */
    public static Set<String> words(String text) {
        String body = DOLLAR_QUOTE.matcher(text).replaceAll(" ");
        return Stream.of(
                        BETWEEN_WORDS.splitAsStream(text), BETWEEN_WORDS.splitAsStream(body), QUOTE.splitAsStream(text))
                .flatMap((words) -> words)
                .collect(Collectors.toSet());
    }

    /** Returns whether a text contains one of the names as a word. */
    public static boolean anyOf(Collection<String> names, String text) {
        return names.stream()
                .anyMatch((name) -> Pattern.compile("(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])")
                        .matcher(text)
                        .find());
    }
}
