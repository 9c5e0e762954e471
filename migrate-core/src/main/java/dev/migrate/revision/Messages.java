package dev.migrate.revision;

import java.util.Collection;
import java.util.stream.Collectors;

/** How revisions are named in messages. */
final class Messages {

    private static final int MOST = 10;

    private Messages() {}

    /** The names in quotes; of very many, the first ones. */
    static String quoted(Collection<String> names, String separator) {
        String text = names.stream().limit(MOST).map("'%s'"::formatted).collect(Collectors.joining(separator));
        return names.size() <= MOST ? text : text + " and " + (names.size() - MOST) + " more";
    }
}
