package dev.migrate.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The labels in the type of a column, as literals.
 *
 * @param several whether a value consists of several labels
 */
record Labels(boolean several, List<String> literals) {

    private static final Pattern TYPE = Pattern.compile("(enum|set) ?\\((.*)\\)", Pattern.CASE_INSENSITIVE);
    private static final Pattern LABEL = Pattern.compile("'(?:[^']|'')*'");

    Labels {
        literals = List.copyOf(literals);
    }

    /** Reads a type as the product prints it; empty if it is another type. */
    static Optional<Labels> of(String type) {
        Matcher found = TYPE.matcher(type);
        return found.matches()
                ? Optional.of(new Labels(
                        found.group(1).equalsIgnoreCase("set"),
                        LABEL.matcher(found.group(2))
                                .results()
                                .map(MatchResult::group)
                                .toList()))
                : Optional.empty();
    }

    /** Returns the labels that others lack. */
    List<String> without(Labels others) {
        List<String> left = new ArrayList<>(this.literals);
        left.removeAll(others.literals);
        return left;
    }

    /** Returns the condition that a value is, or contains, one of the labels. */
    String uses(String column, List<String> labels) {
        return this.several
                ? String.join(
                        " OR ",
                        labels.stream()
                                .map((label) -> "FIND_IN_SET(%s, %s) > 0".formatted(label, column))
                                .toList())
                : "%s IN (%s)".formatted(column, String.join(", ", labels));
    }
}
