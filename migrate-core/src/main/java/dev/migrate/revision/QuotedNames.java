package dev.migrate.revision;

import java.util.Collection;
import java.util.stream.Collectors;

/** Formats lists of revision names for messages. */
final class QuotedNames {

    private static final int MOST = 10;

    private QuotedNames() {}

    /** Returns the names in single quotes; after the first ten, only their number. */
    static String join(Collection<String> names, String separator) {
        String text = names.stream().limit(MOST).map("'%s'"::formatted).collect(Collectors.joining(separator));
        return names.size() <= MOST ? text : text + " and " + (names.size() - MOST) + " more";
    }
}
