package dev.migrate.render;

import dev.migrate.ddl.Ddl;
import dev.migrate.ddl.LossyConversion;
import dev.migrate.ddl.StringType;
import dev.migrate.ddl.StringType.Content;
import dev.migrate.render.Warning.Kind;
import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Determines the warnings for a change of a column's type: what happens to values that the new type cannot hold, with
 * the query that finds them. A change that keeps all values has a warning only if it rewrites the rows.
 */
record TypeChange(QualifiedName table, Column before, Column after, Ddl ddl) {

    private static final Pattern CITEXT = Pattern.compile("(.*\\.)?citext");
    private static final Pattern ARRAY = Pattern.compile("(\\[\\d*\\]| array(\\[\\d+\\])?)$");
    private static final int LONGEST_UUID = 36;
    private static final int LONGEST_BOOLEAN = 5;

    /** Returns a change with the types of the values alone. */
    static TypeChange of(QualifiedName table, Column before, Column after, Ddl ddl) {
        return new TypeChange(
                table, before.typed(ddl.valueType(before.type())), after.typed(ddl.valueType(after.type())), ddl);
    }

    List<Warning> warnings() {
        if (this.before.type().equals(this.after.type())) {
            return List.of();
        }
        Optional<StringType> from = this.ddl.string(this.before.type());
        Optional<StringType> to = this.ddl.string(this.after.type());
        if (from.isPresent()
                && to.isPresent()
                && from.get().content() == to.get().content()) {
            return string(from.get(), to.get());
        }
        Optional<Labels> labels = Labels.of(this.before.type());
        Optional<Labels> newLabels = Labels.of(this.after.type());
        Optional<NumberType> number = NumberType.of(this.before.type());
        Optional<NumberType> newNumber = NumberType.of(this.after.type());
        if (newLabels.isPresent() || (labels.isPresent() && newNumber.isPresent())) {
            return new LabelChange(this, labels, newLabels).warnings();
        }
        if (!this.ddl.enforcesTypes()) {
            return generic();
        }
        if (number.isPresent() && newNumber.isPresent()) {
            return new NumberChange(this, number.get(), newNumber.get()).warnings();
        }
        if (this.ddl.temporal(this.before.type()).isPresent()
                && this.ddl.temporal(this.after.type()).isPresent()) {
            return new TemporalChange(this).warnings();
        }
        if (number.isPresent()
                && number.get().kind() == NumberType.Kind.INTEGER
                && this.after.type().equalsIgnoreCase("boolean")) {
            return asBoolean();
        }
        if (to.isPresent() && to.get().content() == Content.TEXT && from.isEmpty()) {
            return asText(to.get(), number);
        }
        return from.isPresent() && from.get().content() == Content.TEXT ? parsed(newNumber) : generic();
    }

    private List<Warning> string(StringType from, StringType to) {
        List<Warning> warnings = new ArrayList<>();
        if (!to.holds(from)) {
            warnings.addAll(one(
                    overflow(),
                    "a value that is longer %s; %s"
                            .formatted(
                                    this.ddl.overflowBehavior(),
                                    count(this.ddl.length(column(), to.unit()) + " > " + to.limit()))));
        }
        if (to.content() == Content.BYTES && to.fixed() && !(from.fixed() && from.limit() >= to.limit())) {
            warnings.addAll(one(
                    Kind.CHANGES_VALUES,
                    "a value that is shorter is padded with zero bytes, which the downgrade does not remove; "
                            + count(this.ddl.length(column(), to.unit()) + " < " + to.limit())));
        }
        if (!warnings.isEmpty()) {
            return warnings;
        }
        return to.fixed() && !from.fixed() && to.content() == Content.TEXT
                ? one(
                        Kind.CHANGES_VALUES,
                        "blanks at the end of a text are no longer kept; " + count(column() + " LIKE '% '"))
                : kept();
    }

    /** Returns the warning for a text that becomes one of some labels. */
    List<Warning> toLabels(List<String> literals) {
        return toLabels(column(), literals);
    }

    /** Returns the warning for an expression of a text that becomes one of some labels. */
    List<Warning> toLabels(String text, List<String> literals) {
        return one(
                Kind.FAILS_ON_ROWS,
                "a value that is not one of the labels %s; %s"
                        .formatted(
                                this.ddl.overflowBehavior(),
                                count("%s NOT IN (%s)".formatted(text, String.join(", ", literals)))));
    }

    /** Returns the text of the warning that labels are removed. */
    static String removed(List<String> literals) {
        return "no longer has %s: set another value for rows that have it first".formatted(String.join(", ", literals));
    }

    /** Returns the kind of a warning about values that do not fit; not one of values that change. */
    Kind overflow() {
        return this.ddl.enforcesTypes() ? Kind.FAILS_ON_ROWS : Kind.TO_REVIEW;
    }

    private List<Warning> asText(StringType to, Optional<NumberType> number) {
        if (this.ddl
                .temporal(this.before.type())
                .filter((type) -> type.kind().dependsOnSession())
                .isPresent()) {
            return inSessionZone();
        }
        String type = this.before.type().toLowerCase(Locale.ROOT);
        if (ARRAY.matcher(type).find()) {
            return asTextOfArray(to);
        }
        long longest = switch (type) {
            case "uuid" -> LONGEST_UUID;
            case "boolean" -> LONGEST_BOOLEAN;
            default -> number.map(NumberType::longestText).orElse(Long.MAX_VALUE);
        };
        return to.limit() >= longest ? kept() : longerText(to);
    }

    private List<Warning> asTextOfArray(StringType to) {
        List<Warning> warnings = new ArrayList<>(one(
                Kind.CHANGES_VALUES,
                "an array becomes one text with all its elements, also where it has only one; "
                        + count(column() + " IS NOT NULL")));
        if (to.limit() != StringType.UNLIMITED) {
            warnings.addAll(longerText(to));
        }
        return warnings;
    }

    private List<Warning> longerText(StringType to) {
        return one(
                overflow(),
                "a value whose text is longer %s; %s"
                        .formatted(
                                this.ddl.overflowBehavior(),
                                count(this.ddl.length(this.ddl.asText(column()), to.unit()) + " > " + to.limit())));
    }

    private List<Warning> parsed(Optional<NumberType> number) {
        if (ignoresCase(this.after.type())) {
            return folded();
        }
        List<Warning> warnings = new ArrayList<>();
        this.ddl
                .temporal(this.after.type())
                .filter((type) -> type.kind().dependsOnSession())
                .ifPresent((type) -> warnings.addAll(inSessionZone()));
        warnings.addAll(new TextChange(this, column(), number).warnings());
        return warnings;
    }

    private List<Warning> inSessionZone() {
        return one(
                Kind.CHANGES_VALUES,
                "values are converted in the time zone of the session; set that of the texts before this statement");
    }

    /** Returns the warnings for a change that keeps all values. */
    List<Warning> kept() {
        return this.ddl.rewritesRows(this.before, this.after)
                ? one(Kind.REWRITES_ROWS, "no value changes; every row is rewritten while the table is locked")
                : List.of();
    }

    /** Returns a warning of failures. Values might change as well, which sampled ones show. */
    List<Warning> generic() {
        if (this.ddl.includes(this.before.type(), this.after.type())) {
            return kept();
        }
        Optional<LossyConversion> lossy = this.ddl.lossyConversion(this.before, this.after);
        if (lossy.isPresent()) {
            return one(
                    Kind.LOSES_DATA,
                    "%s, and the downgrade does not restore them; %s"
                            .formatted(lossy.get().effect(), count(lossy.get().condition())));
        }
        return one(overflow(), "every row is rewritten, and a value that does not fit " + this.ddl.overflowBehavior());
    }

    /** Returns the warning for a number that becomes a boolean. */
    private List<Warning> asBoolean() {
        return one(
                Kind.LOSES_DATA,
                "every number but 0 becomes true, and the downgrade makes it 1; " + count(column() + " NOT IN (0, 1)"));
    }

    /** Returns the warning for a text that is compared without regard to case. */
    private List<Warning> folded() {
        return one(Kind.TO_REVIEW, "texts compare without regard to case");
    }

    static String digits(int count) {
        return count == 1 ? "1 digit" : count + " digits";
    }

    /** Whether texts of a type are equal if they differ only in case. */
    static boolean ignoresCase(String type) {
        return CITEXT.matcher(type).matches();
    }

    List<Warning> one(Kind kind, String what) {
        return List.of(new Warning(
                kind,
                subject(),
                "changes its type (%s becomes %s): %s".formatted(this.before.type(), this.after.type(), what)));
    }

    String subject() {
        return Warnings.subject(this.table, this.after.name());
    }

    String column() {
        return this.ddl.identifier(this.before.name());
    }

    String count(String condition) {
        return "SELECT count(*) FROM %s WHERE %s".formatted(this.ddl.name(this.table), condition);
    }
}
