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
    private static final List<String> WHOLE = List.of("tinyint", "smallint", "mediumint", "int", "integer", "bigint");
    private static final String REWRITTEN = "every row is rewritten while the table is locked";

    List<Warning> warnings() {
        boolean grows = isLonger(TEXT, this.before, this.after);
        if (grows && isLonger(VARYING, this.before, this.after)) {
            return one(
                    Kind.NOT_ROLLING,
                    "no value changes; in the downgrade, a value that has become longer "
                            + this.ddl.overflowBehavior());
        }
        if (grows || isBiggerNumber()) {
            return one(Kind.REWRITES_ROWS, REWRITTEN);
        }
        Optional<Digits> was = Digits.held(this.before.type());
        Optional<Digits> is = Digits.taken(this.after.type());
        if (this.ddl.roundsNumbers() && was.isPresent() && is.isPresent()) {
            return number(was.get(), is.get());
        }
        return one(
                Kind.CHANGES_VALUES,
                shorterLength()
                        .map((most) -> "a value that is longer %s; %s > %d"
                                .formatted(this.ddl.overflowBehavior(), count(this.ddl.length(column())), most))
                        .orElse("every row is rewritten, and a value that does not fit "
                                + this.ddl.overflowBehavior()));
    }

    private List<Warning> number(Digits was, Digits is) {
        boolean rounds = was.scale() > is.scale();
        boolean overflows = was.whole() > is.whole();
        if (!rounds && !overflows) {
            return was.scale() == is.scale() && was.exact() && is.exact() && !this.ddl.rewritesForPrecision()
                    ? one(
                            Kind.NOT_ROLLING,
                            "no value changes; in the downgrade, a value that has become larger "
                                    + this.ddl.overflowBehavior())
                    : one(Kind.REWRITES_ROWS, "no value changes; " + REWRITTEN);
        }
        List<Warning> warnings = new ArrayList<>();
        String rounded = rounds ? "round(%s, %d)".formatted(column(), is.scale()) : column();
        if (rounds) {
            String query = was.isBounded() ? "; %s <> %s".formatted(count(column()), rounded) : "";
            warnings.addAll(one(
                    Kind.LOSES_DATA,
                    "values are rounded to %d digits after the decimal point, and the downgrade does not restore the others%s"
                            .formatted(is.scale(), query)));
        }
        if (overflows) {
            String query = was.isBounded() && is.exact()
                    ? "; %s >= 1e%d".formatted(count("abs(" + rounded + ")"), is.whole())
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
        @Nullable String was = left.group(1);
        @Nullable String is = right.group(1);
        return is == null || (was != null && Long.parseLong(was) <= Long.parseLong(is));
    }

    private boolean isBiggerNumber() {
        int was = WHOLE.indexOf(this.before.type().toLowerCase(Locale.ROOT));
        return was >= 0 && was <= WHOLE.indexOf(this.after.type().toLowerCase(Locale.ROOT));
    }

    /**
     * The number of digits of a type before and after the decimal point.
     *
     * @param exact whether its range is exactly the numbers with so many digits
     */
    private record Digits(int whole, int scale, boolean exact) {

        private static final Pattern DECIMAL =
                Pattern.compile("(?:numeric|decimal)\\((\\d+)(?:, ?(-?\\d+))?\\)", Pattern.CASE_INSENSITIVE);
        private static final Pattern ANY = Pattern.compile(
                "(?:numeric|decimal|real|float|double|double precision|decfloat)(?:\\(\\d+\\))?",
                Pattern.CASE_INSENSITIVE);
        private static final int ENDLESS = Integer.MAX_VALUE;
        private static final List<Integer> ALWAYS_FIT = List.of(2, 4, 6, 9, 9, 18);

        /** Returns the digits of the largest number that a type might hold. */
        static Optional<Digits> held(String type) {
            Optional<Digits> decimal = decimal(type);
            if (decimal.isPresent()) {
                return decimal;
            }
            return ANY.matcher(type).matches()
                    ? Optional.of(new Digits(ENDLESS, ENDLESS, false))
                    : whole(type).map((digits) -> new Digits(digits + 1, 0, false));
        }

        /** Returns the digits of numbers that always fit into a type. */
        static Optional<Digits> taken(String type) {
            Optional<Digits> decimal = decimal(type);
            return decimal.isPresent() ? decimal : whole(type).map((digits) -> new Digits(digits, 0, false));
        }

        boolean isBounded() {
            return this.scale < ENDLESS;
        }

        private static Optional<Digits> decimal(String type) {
            Matcher found = DECIMAL.matcher(type);
            if (!found.matches()) {
                return Optional.empty();
            }
            int scale = found.group(2) == null ? 0 : Integer.parseInt(found.group(2));
            return Optional.of(new Digits(Integer.parseInt(found.group(1)) - scale, scale, true));
        }

        private static Optional<Integer> whole(String type) {
            int at = WHOLE.indexOf(type.toLowerCase(Locale.ROOT).replaceFirst("\\(\\d+\\)$", ""));
            return at < 0 ? Optional.empty() : Optional.of(ALWAYS_FIT.get(at));
        }
    }
}
