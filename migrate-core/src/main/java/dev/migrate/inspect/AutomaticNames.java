package dev.migrate.inspect;

import java.util.regex.Pattern;

/** Tells names that nobody chose: those that Hibernate hashes together, and those that a server numbers. */
final class AutomaticNames {

    private static final Pattern HIBERNATE = Pattern.compile("(?i)(FK|UK|IDX)[0-9a-z]{19,26}");

    private final Pattern server;

    AutomaticNames(String server) {
        this.server = Pattern.compile(server);
    }

    /** Whether a name was made up by the server or by Hibernate. */
    boolean contains(String name) {
        return HIBERNATE.matcher(name).matches() || this.server.matcher(name).matches();
    }
}
