package dev.migrate.render;

import dev.migrate.render.Warning.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Determines the warnings for a change to labels, or from labels to numbers. */
record LabelChange(TypeChange change, Optional<Labels> from, Optional<Labels> to) {

    private static final String OTHER_MEANING = "if it has another meaning, add a column and set its values instead";

    List<Warning> warnings() {
        if (this.to.isEmpty()) {
            return this.from.map(this::toNumber).orElseGet(List::of);
        }
        if (this.from.isPresent()) {
            return toOtherLabels(this.from.get(), this.to.get());
        }
        if (NumberType.of(this.change.before().type()).isPresent()) {
            return fromNumber(this.to.get());
        }
        boolean isText = this.change.ddl().string(this.change.before().type()).isPresent();
        return isText && !this.to.get().several()
                ? this.change.toLabels(this.to.get().literals())
                : this.change.generic();
    }

    private List<Warning> toNumber(Labels labels) {
        if (isConvertedAsText()) {
            return new TextChange(
                            this.change,
                            text(),
                            NumberType.of(this.change.after().type()))
                    .warnings(labels.literals());
        }
        return this.change.one(
                Kind.CHANGES_VALUES,
                labels.several()
                        ? "labels become the number whose bits are their positions; " + OTHER_MEANING
                        : "a label becomes its position, %s; %s".formatted(positions(labels), OTHER_MEANING));
    }

    private List<Warning> fromNumber(Labels labels) {
        if (isConvertedAsText()) {
            return this.change.toLabels(text(), labels.literals());
        }
        return this.change.one(
                Kind.CHANGES_VALUES,
                labels.several()
                        ? "a number is read as bits that are the positions of labels; " + OTHER_MEANING
                        : "a number is read as the position of a label, %s; %s"
                                .formatted(positions(labels), OTHER_MEANING));
    }

    private boolean isConvertedAsText() {
        return this.change.ddl().convertsLabelsAsText(this.change.before(), this.change.after());
    }

    private String text() {
        return this.change.ddl().asText(this.change.column());
    }

    private static String positions(Labels labels) {
        List<String> literals = labels.literals();
        return "from 1 for %s to %d for %s"
                .formatted(literals.get(0), literals.size(), literals.get(literals.size() - 1));
    }

    private List<Warning> toOtherLabels(Labels labels, Labels others) {
        List<Warning> warnings = new ArrayList<>();
        List<String> removed = labels.without(others);
        if (!removed.isEmpty()) {
            warnings.add(new Warning(
                    Kind.FAILS_ON_ROWS,
                    this.change.subject(),
                    TypeChange.removed(removed) + "; "
                            + this.change.count(labels.uses(this.change.column(), removed))));
        }
        if (labels.several() && !others.several()) {
            warnings.addAll(this.change.one(
                    Kind.FAILS_ON_ROWS,
                    "a value of several labels, or of none, %s; %s"
                            .formatted(
                                    this.change.ddl().overflowBehavior(),
                                    this.change.count(
                                            "%1$s = '' OR %1$s LIKE '%%,%%'".formatted(this.change.column())))));
        }
        return warnings.isEmpty() ? this.change.kept() : warnings;
    }
}
