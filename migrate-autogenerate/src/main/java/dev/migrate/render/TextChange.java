package dev.migrate.render;

import dev.migrate.ddl.TemporalType;
import dev.migrate.render.Warning.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Determines the warnings for a change from texts to numbers, dates, and the like: for those that are no such value, and
 * for those that the value, once it becomes a text again, does not equal.
 *
 * @param text the expression for the text
 * @param number the new type, if it is one of numbers
 */
record TextChange(TypeChange change, String text, Optional<NumberType> number) {

    private static final String INTEGER = "^ *[-+]?[0-9]+ *$";
    private static final String NUMBER = "^ *[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)? *$";
    private static final String UUID = "^[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}$";
    private static final String DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
    private static final String TIME = "-?[0-9]{2,3}:[0-9]{2}:[0-9]{2}";
    private static final int UNLIMITED = Integer.MAX_VALUE;

    List<Warning> warnings() {
        List<Warning> warnings = new ArrayList<>();
        Optional<String> pattern = pattern();
        warnings.addAll(pattern.map(this::failures).orElseGet(this.change::generic));
        canonical().ifPresent((canonical) -> warnings.addAll(changes(pattern, canonical)));
        return warnings;
    }

    /** Returns the warnings if the texts are among these literals: only those about one of them. */
    List<Warning> warnings(List<String> literals) {
        List<String> texts = literals.stream()
                .map((literal) -> literal.substring(1, literal.length() - 1))
                .toList();
        List<Warning> warnings = new ArrayList<>();
        Optional<String> pattern = pattern();
        pattern.filter((accepted) -> texts.stream().anyMatch((one) -> !one.matches(accepted)))
                .ifPresent((accepted) -> warnings.addAll(failures(accepted)));
        canonical()
                .filter((canonical) -> texts.stream().anyMatch((one) -> !one.matches(canonical)))
                .ifPresent((canonical) -> warnings.addAll(changes(pattern, canonical)));
        return warnings.isEmpty() ? this.change.kept() : warnings;
    }

    private List<Warning> failures(String pattern) {
        return this.change.one(
                this.change.overflow(),
                "a text that is no such value %s; %s"
                        .formatted(this.change.ddl().overflowBehavior(), this.change.count(mismatch(pattern))));
    }

    private List<Warning> changes(Optional<String> pattern, String canonical) {
        String changed = pattern.map((accepted) -> "NOT (%s) AND ".formatted(mismatch(accepted)))
                        .orElse("")
                + mismatch(canonical);
        return this.change.one(
                Kind.LOSES_DATA,
                "a text that %s is not kept as it is written, and the downgrade does not restore it; %s"
                        .formatted(form(), this.change.count(changed)));
    }

    private String mismatch(String pattern) {
        return this.change.ddl().mismatch(this.text, pattern);
    }

    /** Returns the expression that all texts match that become a value; empty if none is known. */
    private Optional<String> pattern() {
        if (this.number.isPresent()) {
            return Optional.of(this.number.get().kind() == NumberType.Kind.INTEGER ? INTEGER : NUMBER);
        }
        return isUuid() ? Optional.of(UUID) : Optional.empty();
    }

    private boolean isUuid() {
        return this.change.after().type().equalsIgnoreCase("uuid");
    }

    private Optional<TemporalType> temporal() {
        return this.change.ddl().temporal(this.change.after().type());
    }

    /** Returns what distinguishes a text that is not the one of its value. */
    private String form() {
        return this.number.isPresent()
                ? "has other digits than its number"
                : isUuid() ? "has capital letters or fewer hyphens" : "has more or other parts than its value";
    }

    /** Returns the expression that the texts of values match; empty if it is not known. */
    private Optional<String> canonical() {
        return this.number.isPresent()
                ? Optional.of(canonical(this.number.get()))
                : isUuid()
                        ? Optional.of("^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$")
                        : temporal().map(TextChange::canonical);
    }

    private static String canonical(NumberType type) {
        if (type.kind() == NumberType.Kind.INTEGER || type.scale() == 0) {
            return "^(0|-?[1-9][0-9]*)$";
        }
        if (type.kind() == NumberType.Kind.DECIMAL) {
            return type.scale() == UNLIMITED
                    ? "^-?(0|[1-9][0-9]*)([.][0-9]+)?$"
                    : "^-?(0|[1-9][0-9]*)[.][0-9]{%d}$".formatted(type.scale());
        }
        return "^(0|-?[1-9][0-9]{0,%d}|-?(0|[1-9])[.][0-9]{0,%d}[1-9])$"
                .formatted(type.precision() - 1, type.precision() - 2);
    }

    private static String canonical(TemporalType type) {
        String fraction = type.fraction() == 0 ? "" : "([.][0-9]{1,%d})?".formatted(type.fraction());
        String time = TIME + fraction + (type.kind().dependsOnSession() ? "([-+][0-9]{2}(:?[0-9]{2})?)?" : "");
        return "^%s$".formatted(!type.hasTime() ? DATE : type.hasDate() ? DATE + " " + time : time);
    }
}
