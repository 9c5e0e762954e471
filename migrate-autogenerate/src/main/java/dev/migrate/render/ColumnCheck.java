package dev.migrate.render;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A check constraint that allows a column only the values of a list or a range. Like every check, it holds for null.
 *
 * @param column the name as it is written in the statement
 * @param values the literals of a list; empty for a range
 * @param least the start of a range, inclusive; null if there is none
 * @param most the end of a range, inclusive; null if there is none
 */
record ColumnCheck(
        String column,
        Set<String> values,
        @Nullable BigDecimal least,
        @Nullable BigDecimal most) {

    private static final String NAME = "([\\p{L}_][\\p{L}\\p{N}_$]*|\"(?:[^\"]|\"\")+\"|`(?:[^`]|``)+`)";
    private static final String NUMBER = "(-?\\d+(?:\\.\\d+)?)";
    private static final String VALUE = "(?:'(?:[^'\\\\]|'')*'|-?\\d+)";
    private static final BigDecimal MOST_POSITION = new BigDecimal(Short.MAX_VALUE);
    private static final Pattern ELEMENT = Pattern.compile(VALUE);
    private static final Pattern CONDITION = Pattern.compile("CHECK ?\\((.*)\\)", pattern());
    private static final Pattern LIST =
            Pattern.compile(NAME + " IN ?\\( ?(" + VALUE + "(?:, ?" + VALUE + ")*) ?\\)", pattern());
    private static final Pattern ONE = Pattern.compile(NAME + " ?= ?(" + VALUE + ")", pattern());
    private static final Pattern RANGE = Pattern.compile(NAME + " BETWEEN " + NUMBER + " AND " + NUMBER, pattern());
    private static final Pattern BOUNDS =
            Pattern.compile("\\(?" + NAME + " ?>= ?" + NUMBER + "\\)? AND \\(?\\1 ?<= ?" + NUMBER + "\\)?", pattern());
    private static final Pattern BOUND = Pattern.compile(NAME + " ?([<>]=) ?" + NUMBER, pattern());

    /**
     * Reads a constraint.
     *
     * @param definition the text after its name in the statement
     * @return empty if it is not such a check
     */
    static Optional<ColumnCheck> of(String definition) {
        return condition(definition).flatMap(ColumnCheck::read);
    }

    /** Returns the condition of a check, without the parentheses around it. */
    static Optional<String> condition(String definition) {
        Matcher found = CONDITION.matcher(definition);
        return found.matches() ? Optional.of(found.group(1).strip()) : Optional.empty();
    }

    private static Optional<ColumnCheck> read(String condition) {
        String bare = condition.startsWith("(") && condition.endsWith(")")
                ? condition.substring(1, condition.length() - 1)
                : condition;
        for (String text : new String[] {condition, bare}) {
            Matcher bounds = BOUNDS.matcher(text);
            if (bounds.matches()) {
                return Optional.of(range(bounds));
            }
        }
        for (Pattern pattern : new Pattern[] {LIST, ONE}) {
            Matcher list = pattern.matcher(bare);
            if (list.matches()) {
                Set<String> values = ELEMENT.matcher(list.group(2))
                        .results()
                        .map(MatchResult::group)
                        .collect(Collectors.toCollection(HashSet::new));
                return Optional.of(new ColumnCheck(list.group(1), values, null, null));
            }
        }
        Matcher range = RANGE.matcher(bare);
        if (range.matches()) {
            return Optional.of(range(range));
        }
        Matcher bound = BOUND.matcher(bare);
        if (!bound.matches()) {
            return Optional.empty();
        }
        BigDecimal end = new BigDecimal(bound.group(3));
        boolean isLeast = bound.group(2).equals(">=");
        return Optional.of(new ColumnCheck(bound.group(1), Set.of(), isLeast ? end : null, isLeast ? null : end));
    }

    private static ColumnCheck range(Matcher found) {
        return new ColumnCheck(
                found.group(1), Set.of(), new BigDecimal(found.group(2)), new BigDecimal(found.group(3)));
    }

    /** Returns the number of values if these are 0, 1, and so on, as for the positions of labels. */
    OptionalInt positions() {
        if (this.values.isEmpty()) {
            return this.least != null
                            && this.most != null
                            && this.least.signum() == 0
                            && this.most.signum() >= 0
                            && this.most.scale() <= 0
                            && this.most.compareTo(MOST_POSITION) <= 0
                    ? OptionalInt.of(this.most.intValueExact() + 1)
                    : OptionalInt.empty();
        }
        return IntStream.range(0, this.values.size()).mapToObj(String::valueOf).allMatch(this.values::contains)
                ? OptionalInt.of(this.values.size())
                : OptionalInt.empty();
    }

    /** Whether this check allows every value that another check allows. */
    boolean allows(ColumnCheck other) {
        if (!this.column.equals(other.column) || this.values.isEmpty() != other.values.isEmpty()) {
            return false;
        }
        if (!this.values.isEmpty()) {
            return this.values.containsAll(other.values);
        }
        return (this.least == null || (other.least != null && this.least.compareTo(other.least) <= 0))
                && (this.most == null || (other.most != null && this.most.compareTo(other.most) >= 0));
    }

    private static int pattern() {
        return Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
    }
}
