package dev.migrate.render;

import dev.migrate.ddl.Ddl;
import dev.migrate.render.Warning.Kind;
import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Determines the warnings for a change of a column's type. */
record TypeChange(QualifiedName table, Column before, Column after, Ddl ddl) {

    private static final Pattern VARYING =
            Pattern.compile("(?:character varying|varchar|text)(?:\\((\\d+)\\))?", Pattern.CASE_INSENSITIVE);
    private static final Pattern TEXT = Pattern.compile(
            "(?:character varying|varchar|text|character|char)(?:\\((\\d+)\\))?", Pattern.CASE_INSENSITIVE);
    private static final List<String> INTEGERS =
            List.of("tinyint", "smallint", "mediumint", "int", "integer", "bigint");
    private static final String REWRITTEN = "every row is rewritten while the table is locked";

    List<Warning> warnings() {
        boolean grows = isLonger(TEXT, this.before, this.after);
        if (grows && isLonger(VARYING, this.before, this.after)) {
            return one(
                    Kind.NOT_ROLLING,
                    "no value changes; in the downgrade, a value that has become longer "
                            + this.ddl.overflowBehavior());
        }
        if (grows || isLargerInteger()) {
            return one(Kind.REWRITES_ROWS, REWRITTEN);
        }
        Optional<Digits> from = Digits.ofLargestValue(this.before.type());
        Optional<Digits> to = Digits.ofFittingValues(this.after.type());
        if (this.ddl.roundsNumbers() && from.isPresent() && to.isPresent()) {
            return number(from.get(), to.get());
        }
        return one(
                Kind.CHANGES_VALUES,
                shorterLength()
                        .map((most) -> "a value that is longer %s; %s > %d"
                                .formatted(this.ddl.overflowBehavior(), count(this.ddl.length(column())), most))
                        .orElse("every row is rewritten, and a value that does not fit "
                                + this.ddl.overflowBehavior()));
    }

    private List<Warning> number(Digits from, Digits to) {
        boolean rounds = from.scale() > to.scale();
        boolean overflows = from.integerDigits() > to.integerDigits();
        if (!rounds && !overflows) {
            return from.scale() == to.scale() && from.exact() && to.exact() && !this.ddl.rewritesForPrecision()
                    ? one(
                            Kind.NOT_ROLLING,
                            "no value changes; in the downgrade, a value that has become larger "
                                    + this.ddl.overflowBehavior())
                    : one(Kind.REWRITES_ROWS, "no value changes; " + REWRITTEN);
        }
        List<Warning> warnings = new ArrayList<>();
        String rounded = rounds ? "round(%s, %d)".formatted(column(), to.scale()) : column();
        if (rounds) {
            String query = from.isBounded() ? "; %s <> %s".formatted(count(column()), rounded) : "";
            warnings.addAll(one(
                    Kind.LOSES_DATA,
                    "values are rounded to %d digits after the decimal point, and the downgrade does not restore the others%s"
                            .formatted(to.scale(), query)));
        }
        if (overflows) {
            String query = from.isBounded() && to.exact()
                    ? "; %s >= 1e%d".formatted(count("abs(" + rounded + ")"), to.integerDigits())
                    : "";
            warnings.addAll(
                    one(Kind.CHANGES_VALUES, "a value that is too large " + this.ddl.overflowBehavior() + query));
        }
        return warnings;
    }

    private List<Warning> one(Kind kind, String what) {
        return List.of(new Warning(
                kind,
                Warnings.subject(this.table, this.after.name()),
                "changes its type (%s becomes %s): %s".formatted(this.before.type(), this.after.type(), what)));
    }

    private String column() {
        return this.ddl.identifier(this.before.name());
    }

    private String count(String condition) {
        return "SELECT count(*) FROM %s WHERE %s".formatted(this.ddl.name(this.table), condition);
    }

    private Optional<Long> shorterLength() {
        Matcher text = TEXT.matcher(this.after.type());
        return isLonger(TEXT, this.after, this.before) && text.matches()
                ? Optional.ofNullable(text.group(1)).map(Long::valueOf)
                : Optional.empty();
    }

    private static boolean isLonger(Pattern texts, Column one, Column other) {
        Matcher left = texts.matcher(one.type());
        Matcher right = texts.matcher(other.type());
        if (!left.matches() || !right.matches()) {
            return false;
        }
        @Nullable String limit = left.group(1);
        @Nullable String otherLimit = right.group(1);
        return otherLimit == null || (limit != null && Long.parseLong(limit) <= Long.parseLong(otherLimit));
    }

    private boolean isLargerInteger() {
        int from = INTEGERS.indexOf(this.before.type().toLowerCase(Locale.ROOT));
        return from >= 0 && from <= INTEGERS.indexOf(this.after.type().toLowerCase(Locale.ROOT));
    }

    /**
     * The number of digits of a type before and after the decimal point.
     *
     * @param exact whether its range is exactly the numbers with so many digits
     */
    private record Digits(int integerDigits, int scale, boolean exact) {

        private static final Pattern DECIMAL =
                Pattern.compile("(?:numeric|decimal)\\((\\d+)(?:, ?(-?\\d+))?\\)", Pattern.CASE_INSENSITIVE);
        private static final Pattern ANY = Pattern.compile(
                "(?:numeric|decimal|real|float|double|double precision|decfloat)(?:\\(\\d+\\))?",
                Pattern.CASE_INSENSITIVE);
        private static final int UNBOUNDED = Integer.MAX_VALUE;
        private static final List<Integer> ALWAYS_FIT = List.of(2, 4, 6, 9, 9, 18);

        /** Returns the digits of the largest number that a type might hold. */
        static Optional<Digits> ofLargestValue(String type) {
            Optional<Digits> decimal = decimal(type);
            if (decimal.isPresent()) {
                return decimal;
            }
            return ANY.matcher(type).matches()
                    ? Optional.of(new Digits(UNBOUNDED, UNBOUNDED, false))
                    : integerDigits(type).map((digits) -> new Digits(digits + 1, 0, false));
        }

        /** Returns the digits of numbers that always fit into a type. */
        static Optional<Digits> ofFittingValues(String type) {
            Optional<Digits> decimal = decimal(type);
            return decimal.isPresent() ? decimal : integerDigits(type).map((digits) -> new Digits(digits, 0, false));
        }

        boolean isBounded() {
            return this.scale < UNBOUNDED;
        }

        private static Optional<Digits> decimal(String type) {
            Matcher found = DECIMAL.matcher(type);
            if (!found.matches()) {
                return Optional.empty();
            }
            int scale = found.group(2) == null ? 0 : Integer.parseInt(found.group(2));
            return Optional.of(new Digits(Integer.parseInt(found.group(1)) - scale, scale, true));
        }

        private static Optional<Integer> integerDigits(String type) {
            int at = INTEGERS.indexOf(type.toLowerCase(Locale.ROOT).replaceFirst("\\(\\d+\\)$", ""));
            return at < 0 ? Optional.empty() : Optional.of(ALWAYS_FIT.get(at));
        }
    }
}
