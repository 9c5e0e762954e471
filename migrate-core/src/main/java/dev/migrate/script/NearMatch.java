package dev.migrate.script;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What somebody may have meant who wrote a word that is not known. */
final class NearMatch {

    private static final int FAR = 3;

    private NearMatch() {}

    /** A sentence that offers the nearest known word, or all of them where none is near. */
    static String remedy(String written, Collection<String> known) {
        return of(written, known)
                .map("Did you mean '%s'?"::formatted)
                .orElseGet(() -> "Known are: %s.".formatted(String.join(", ", known)));
    }

    static Optional<String> of(String written, Collection<String> known) {
        return known.stream()
                .filter((word) -> distance(written, word) < Math.min(FAR, written.length()))
                .min(Comparator.comparingInt((word) -> distance(written, word)));
    }

    /** How many letters have to be changed, added or taken away. */
    private static int distance(String written, String word) {
        String from = written.toLowerCase(Locale.ROOT);
        String to = word.toLowerCase(Locale.ROOT);
        if (Math.abs(from.length() - to.length()) >= FAR) {
            return FAR;
        }
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
