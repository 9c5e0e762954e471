package dev.migrate.render;

import dev.migrate.ddl.TemporalType;
import dev.migrate.render.Warning.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Determines the warnings for a change from one type of dates or times to another. */
final class TemporalChange {

    private final TypeChange change;
    private final TemporalType from;
    private final TemporalType to;

    TemporalChange(TypeChange change) {
        this.change = change;
        this.from = change.ddl().temporal(change.before().type()).orElseThrow();
        this.to = change.ddl().temporal(change.after().type()).orElseThrow();
    }

    List<Warning> warnings() {
        List<Warning> warnings = new ArrayList<>();
        if (this.from.needsZoneFor(this.to)) {
            warnings.addAll(zone());
        }
        if (this.from.hasTime() && !this.to.hasTime()) {
            warnings.addAll(lost("times of day are", withTime()));
        } else if (this.from.hasDate() && !this.to.hasDate()) {
            warnings.addAll(lost("dates are", this.change.column() + " IS NOT NULL"));
        } else if (!this.from.hasDate() && this.to.hasDate()) {
            warnings.addAll(this.change.one(Kind.CHANGES_VALUES, "times of day get the current date"));
        } else if (this.from.fraction() > this.to.fraction()) {
            warnings.addAll(fraction());
        }
        return warnings.isEmpty() ? this.change.kept() : warnings;
    }

    private List<Warning> zone() {
        List<Warning> warnings = new ArrayList<>();
        Optional<String> zone = this.change.ddl().timeZone(this.change.before(), this.change.after());
        warnings.addAll(
                this.change.one(
                        Kind.CHANGES_VALUES,
                        zone.map(
                                        "local times are in the time zone %s; if they are in another one, replace it here and in the other section"
                                                ::formatted)
                                .orElse(
                                        "local times are in the time zone of the session; if they are in another one, set it before this statement")));
        this.change
                .ddl()
                .outsideRange(this.change.column(), this.change.before(), this.change.after())
                .ifPresent((condition) -> warnings.addAll(this.change.one(
                        Kind.FAILS_ON_ROWS,
                        "a time outside its range %s; %s"
                                .formatted(this.change.ddl().overflowBehavior(), this.change.count(condition)))));
        return warnings;
    }

    private String withTime() {
        return this.from.kind() == TemporalType.Kind.TIMESTAMP
                ? "%s <> %s".formatted(this.change.column(), this.change.ddl().startOfDay(this.change.column()))
                : this.change.column() + " IS NOT NULL";
    }

    private List<Warning> lost(String what, String condition) {
        return this.change.one(
                Kind.LOSES_DATA,
                "%s lost, and the downgrade does not restore them; %s".formatted(what, this.change.count(condition)));
    }

    private List<Warning> fraction() {
        TemporalType rounded = new TemporalType(this.from.kind(), this.to.fraction());
        return this.change.one(
                Kind.LOSES_DATA,
                "fractions of a second %s to %s, and the downgrade does not restore the others; %s"
                        .formatted(
                                this.change.ddl().fractionBehavior(),
                                TypeChange.digits(this.to.fraction()),
                                this.change.count("%s <> %s"
                                        .formatted(
                                                this.change.column(),
                                                this.change.ddl().withFraction(this.change.column(), rounded)))));
    }
}
