package dev.migrate.inspect;

import java.util.regex.Pattern;

/**
 * Recognizes automatic names: those that Hibernate generates with a hash, and those that a server generates with a
 * number.
 */
final class AutomaticNames {

    private final Pattern server;

    AutomaticNames(String server) {
        this.server = Pattern.compile(server);
    }

    /** Whether the server or Hibernate generated a name. */
    boolean contains(String name) {
        return HashedName.is(name) || this.server.matcher(name).matches();
    }
}
