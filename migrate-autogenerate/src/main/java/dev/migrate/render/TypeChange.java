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
    private static final String FAILS = "makes it fail";
    private static final int LONGEST_UUID = 36;
    private static final int LONGEST_BOOLEAN = 5;

    List<Warning> warnings() {
        Optional<StringType> from = this.ddl.string(this.before.type());
        Optional<StringType> to = this.ddl.string(this.after.type());
        if (from.isPresent()
                && to.isPresent()
                && from.get().content() == to.get().content()) {
            return string(from.get(), to.get());
        }
        Optional<Labels> labels = Labels.of(this.before.type());
        Optional<Labels> newLabels = Labels.of(this.after.type());
        if (newLabels.isPresent()) {
            return labels(labels, newLabels.get(), from.isPresent());
        }
        if (!this.ddl.roundsNumbers()) {
            return generic();
        }
        Optional<NumberType> number = NumberType.of(this.before.type());
        Optional<NumberType> newNumber = NumberType.of(this.after.type());
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
                    Kind.CHANGES_VALUES,
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

    private List<Warning> labels(Optional<Labels> from, Labels to, boolean text) {
        if (from.isEmpty() && !to.several() && NumberType.of(this.before.type()).isPresent()) {
            List<String> literals = to.literals();
            return one(
                    Kind.CHANGES_VALUES,
                    "a number is read as the position of a label, from 1 for %s to %d for %s; if it has another meaning, add a column and set its values instead"
                            .formatted(literals.get(0), literals.size(), literals.get(literals.size() - 1)));
        }
        if (from.isEmpty()) {
            return text && !to.several() ? toLabels(to.literals()) : generic();
        }
        List<String> removed = from.get().without(to);
        return removed.isEmpty()
                ? kept()
                : List.of(new Warning(
                        Kind.FAILS_ON_ROWS,
                        subject(),
                        removed(removed) + "; " + count(from.get().uses(column(), removed))));
    }

    /** Returns the warning for a text that becomes one of some labels. */
    List<Warning> toLabels(List<String> literals) {
        return one(
                Kind.FAILS_ON_ROWS,
                "a value that is not one of the labels %s; %s"
                        .formatted(
                                this.ddl.overflowBehavior(),
                                count("%s NOT IN (%s)".formatted(column(), String.join(", ", literals)))));
    }

    /** Returns the text of the warning that labels are removed. */
    static String removed(List<String> literals) {
        return "no longer has %s: set another value for rows that have it first".formatted(String.join(", ", literals));
    }

    private List<Warning> asText(StringType to, Optional<NumberType> number) {
        if (this.ddl
                .temporal(this.before.type())
                .filter((type) -> type.kind().dependsOnSession())
                .isPresent()) {
            return inSessionZone();
        }
        String type = this.before.type().toLowerCase(Locale.ROOT);
        long longest = switch (type) {
            case "uuid" -> LONGEST_UUID;
            case "boolean" -> LONGEST_BOOLEAN;
            default -> number.map(NumberType::longestText).orElse(Long.MAX_VALUE);
        };
        return to.limit() >= longest
                ? kept()
                : one(
                        Kind.CHANGES_VALUES,
                        "a value whose text is longer %s; %s"
                                .formatted(
                                        this.ddl.overflowBehavior(),
                                        count(this.ddl.length(this.ddl.asText(column()), to.unit()) + " > "
                                                + to.limit())));
    }

    private List<Warning> parsed(Optional<NumberType> number) {
        if (this.ddl
                .temporal(this.after.type())
                .filter((type) -> type.kind().dependsOnSession())
                .isPresent()) {
            return inSessionZone();
        }
        if (ignoresCase(this.after.type())) {
            return folded();
        }
        Optional<String> pattern = number.map((type) -> type.kind() == NumberType.Kind.INTEGER
                ? "^ *[-+]?[0-9]+ *$"
                : "^ *[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)? *$");
        if (this.after.type().equalsIgnoreCase("uuid")) {
            pattern = Optional.of("^[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}$");
        }
        return pattern.map((expression) -> one(
                        Kind.CHANGES_VALUES,
                        "a text that is no such value %s; %s"
                                .formatted(
                                        this.ddl.overflowBehavior(), count(this.ddl.mismatch(column(), expression)))))
                .orElseGet(this::generic);
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
    private List<Warning> generic() {
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
        boolean fails = this.ddl.overflowBehavior().equals(FAILS);
        return one(
                fails ? Kind.FAILS_ON_ROWS : Kind.CHANGES_VALUES,
                "every row is rewritten, and a value that does not fit " + this.ddl.overflowBehavior());
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

    private String subject() {
        return Warnings.subject(this.table, this.after.name());
    }

    String column() {
        return this.ddl.identifier(this.before.name());
    }

    String count(String condition) {
        return "SELECT count(*) FROM %s WHERE %s".formatted(this.ddl.name(this.table), condition);
    }
}
