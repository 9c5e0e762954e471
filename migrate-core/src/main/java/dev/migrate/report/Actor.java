package dev.migrate.report;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * The process that runs the engine, as recorded in the database.
 *
 * @param user the user of the operating system
 * @param host the host name
 * @param pid the process id
 */
public record Actor(String user, String host, long pid) {

    /** Returns the identity of this process. */
    public static Actor ofThisProcess() {
        return new Actor(
                System.getProperty("user.name", "unknown"),
                hostName(),
                ProcessHandle.current().pid());
    }

    private static String hostName() {
        String configured = System.getenv("HOSTNAME");
        if (configured != null && !configured.isBlank()) {
            return configured;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return "localhost";
        }
    }

    @Override
    public String toString() {
        return this.user + "@" + this.host;
    }
}
