package dev.migrate.inspect;

import java.util.regex.Pattern;

/** Tells names that nobody chose: those that Hibernate hashes together, and those that a server numbers. */
final class AutomaticNames {

    private final Pattern server;

    AutomaticNames(String server) {
        this.server = Pattern.compile(server);
    }

    /** Whether a name was made up by the server or by Hibernate. */
    boolean contains(String name) {
        return HashedName.is(name) || this.server.matcher(name).matches();
    }
}
