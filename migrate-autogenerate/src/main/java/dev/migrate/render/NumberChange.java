package dev.migrate.render;

import dev.migrate.render.Warning.Kind;
import java.util.ArrayList;
import java.util.List;

/** Determines the warnings for a change from one type of numbers to another. */
record NumberChange(TypeChange change, NumberType from, NumberType to) {

    private static final int DOUBLE = 15;
    private static final long LARGEST_EXACT_DOUBLE = 1L << 53;
    private static final long LARGEST_EXACT_SINGLE = 1L << 24;

    List<Warning> warnings() {
        if (this.to.kind() == NumberType.Kind.APPROXIMATE) {
            return approximate();
        }
        boolean rounds = !this.to.keepsScaleOf(this.from);
        boolean overflows = !this.to.includesRangeOf(this.from);
        List<Warning> warnings = new ArrayList<>();
        String rounded = rounds ? rounded() : this.change.column();
        if (rounds) {
            warnings.addAll(this.change.one(
                    Kind.LOSES_DATA,
                    "values are rounded to %s after the decimal point, and the downgrade does not restore the others; %s"
                            .formatted(
                                    TypeChange.digits(this.to.scale()),
                                    this.change.count(this.change.column() + " <> " + sameType(rounded)))));
        }
        if (overflows) {
            warnings.addAll(this.change.one(
                    Kind.FAILS_ON_ROWS,
                    "a value that is too large %s; %s"
                            .formatted(
                                    this.change.ddl().overflowBehavior(),
                                    this.change.count(this.to.outside(rounded)))));
        }
        if (this.from.kind() == NumberType.Kind.APPROXIMATE && !rounds) {
            warnings.addAll(shortened());
        }
        return warnings.isEmpty() ? this.change.kept() : warnings;
    }

    /** Returns the warning for approximate numbers that become exact ones, with only the digits that are always exact. */
    private List<Warning> shortened() {
        String converted = "CAST(CAST(%s AS %s) AS %s)"
                .formatted(
                        this.change.column(),
                        this.change.after().type(),
                        this.change.before().type());
        return this.change.one(
                Kind.LOSES_DATA,
                "values keep only their first %d digits, and the downgrade does not restore the others; %s"
                        .formatted(
                                this.from.precision(), this.change.count(this.change.column() + " <> " + converted)));
    }

    private String rounded() {
        return this.change
                .ddl()
                .rounded(this.change.column(), this.to.scale(), this.from.kind() == NumberType.Kind.APPROXIMATE);
    }

    /** Returns a rounded number in its former type if that is less precise than the numbers with which it is compared. */
    private String sameType(String rounded) {
        return this.from.kind() == NumberType.Kind.APPROXIMATE && this.from.precision() < DOUBLE
                ? "CAST(%s AS %s)".formatted(rounded, this.change.before().type())
                : rounded;
    }

    private List<Warning> approximate() {
        if (this.from.precision() <= this.to.precision()) {
            return this.change.kept();
        }
        String largest = String.valueOf(this.to.precision() < DOUBLE ? LARGEST_EXACT_SINGLE : LARGEST_EXACT_DOUBLE);
        String query = this.from.kind() == NumberType.Kind.INTEGER
                ? "; " + this.change.count("abs(%s) > %s".formatted(this.change.column(), largest))
                : "";
        return this.change.one(
                Kind.LOSES_DATA,
                "values keep only their first %d digits, and the downgrade does not restore the others%s"
                        .formatted(this.to.precision(), query));
    }
}
