package dev.migrate.script;

import dev.migrate.revision.SimilarNames;
import java.util.Collection;
import java.util.Optional;

/** Suggests a known word for a mistyped one. */
final class Suggestion {

    private Suggestion() {}

    /** Returns a sentence that suggests the nearest known word, or lists all of them if none is near. */
    static String remedy(String name, Collection<String> known) {
        return of(name, known)
                .map("Did you mean '%s'?"::formatted)
                .orElseGet(() -> "Valid values: %s.".formatted(String.join(", ", known)));
    }

    static Optional<String> of(String name, Collection<String> known) {
        return SimilarNames.to(name, known).stream().findFirst();
    }
}
