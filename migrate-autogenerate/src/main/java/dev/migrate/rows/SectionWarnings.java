package dev.migrate.rows;

import dev.migrate.render.Warning;
import dev.migrate.render.Warning.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The warnings of a section, and those that sampled rows add to it. */
final class SectionWarnings {

    private static final Set<Kind> OF_FAILURES = EnumSet.of(Kind.FAILS_ON_ROWS, Kind.TO_WRITE);
    private static final Set<Kind> OF_CHANGES = EnumSet.of(Kind.CHANGES_VALUES, Kind.LOSES_DATA, Kind.TO_WRITE);

    private final List<Warning> written;
    private final List<Warning> observed = new ArrayList<>();

    SectionWarnings(List<Warning> written) {
        this.written = List.copyOf(written);
    }

    /** Whether a warning about one of these subjects says that a statement might fail on rows. */
    boolean announceFailure(Collection<String> subjects) {
        return announce(OF_FAILURES, subjects);
    }

    /** Whether a warning about one of these subjects says that values might change. */
    boolean announceChange(Collection<String> subjects) {
        return announce(OF_CHANGES, subjects);
    }

    private boolean announce(Set<Kind> kinds, Collection<String> subjects) {
        return has(this.written, kinds, subjects) || has(this.observed, kinds, subjects);
    }

    private static boolean has(List<Warning> warnings, Set<Kind> kinds, Collection<String> subjects) {
        return warnings.stream()
                .anyMatch((warning) -> kinds.contains(warning.kind()) && subjects.contains(warning.subject()));
    }

    /** Adds a warning, unless it is the second of its kind about its subject. */
    void add(Warning warning) {
        if (!has(this.observed, EnumSet.of(warning.kind()), List.of(warning.subject()))) {
            this.observed.add(warning);
        }
    }

    /** Returns the first line of a message of the database. */
    static String oneLine(String message) {
        return message.lines().findFirst().orElse("").strip();
    }

    List<Warning> observed() {
        return List.copyOf(this.observed);
    }
}
