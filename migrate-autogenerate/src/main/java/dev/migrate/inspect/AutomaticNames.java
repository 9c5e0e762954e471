package dev.migrate.inspect;

import java.util.regex.Pattern;

/**
 * Recognizes automatic names: those that Hibernate generates with a hash, and those that a server generates with a
 * number.
 */
public final class AutomaticNames {

    private final Pattern server;

    /** Creates an instance with the pattern of the names that the server generates. */
    public AutomaticNames(String server) {
        this.server = Pattern.compile(server);
    }

    /** Whether the server or Hibernate generated a name. */
    public boolean contains(String name) {
        return HashedName.is(name) || this.server.matcher(name).matches();
    }
}
