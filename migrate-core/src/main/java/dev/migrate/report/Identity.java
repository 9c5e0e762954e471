package dev.migrate.report;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Who runs the engine, for the record.
 *
 * @param user the user of the operating system
 * @param host the machine
 * @param pid the process
 */
public record Identity(String user, String host, long pid) {

    /** Finds out who this process is. */
    public static Identity ofThisProcess() {
        return new Identity(
                System.getProperty("user.name", "unknown"),
                hostName(),
                ProcessHandle.current().pid());
    }

    private static String hostName() {
        String given = System.getenv("HOSTNAME");
        if (given != null && !given.isBlank()) {
            return given;
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
