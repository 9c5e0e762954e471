package dev.migrate.script;

import dev.migrate.revision.NearMatches;
import java.util.Collection;
import java.util.Optional;

/** What somebody may have meant who wrote a word that is not known. */
final class NearMatch {

    private NearMatch() {}

    /** A sentence that offers the nearest known word, or all of them where none is near. */
    static String remedy(String written, Collection<String> known) {
        return of(written, known)
                .map("Did you mean '%s'?"::formatted)
                .orElseGet(() -> "Known are: %s.".formatted(String.join(", ", known)));
    }

    static Optional<String> of(String written, Collection<String> known) {
        return NearMatches.to(written, known).stream().findFirst();
    }
}
