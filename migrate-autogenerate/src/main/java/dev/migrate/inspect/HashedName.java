package dev.migrate.inspect;

import java.util.regex.Pattern;

/** Recognizes the names that Hibernate generates for unnamed constraints and indexes. */
public final class HashedName {

    private static final Pattern HASH = Pattern.compile("(FK|UK|IDX)[0-9a-z]{19,26}", Pattern.CASE_INSENSITIVE);

    private HashedName() {}

    /** Whether Hibernate might have generated the name. */
    public static boolean is(String name) {
        return HASH.matcher(name).matches();
    }
}
