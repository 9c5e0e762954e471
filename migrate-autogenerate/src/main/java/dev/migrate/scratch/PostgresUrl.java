package dev.migrate.scratch;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a PostgreSQL URL that are needed to connect to another database on the same server.
 *
 * @param hosts the prefix and the hosts, up to the name of the database
 * @param parameters the parameters, with the question mark
 */
record PostgresUrl(String hosts, String parameters) {

    private static final Pattern URL =
            Pattern.compile("(jdbc:postgresql:(?://[^/?]*/?)?)([^?]*)(\\?.*)?", Pattern.DOTALL);

    static PostgresUrl of(String url) throws SQLException {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            throw new SQLException("'%s' is not a URL of PostgreSQL".formatted(url.replaceFirst("\\?.*", "")));
        }
        return new PostgresUrl(parts.group(1), parts.group(3) == null ? "" : parts.group(3));
    }

    /**
     * Returns the URL of another database on the server; its name must need no quotes. Of several hosts, it selects the
     * primary one, on which databases can be created.
     */
    String withDatabase(String name) {
        boolean complete =
                this.hosts.endsWith(":") || this.hosts.replaceFirst("//", "").endsWith("/");
        String url = this.hosts + (complete ? "" : "/") + name + this.parameters;
        return this.hosts.contains(",")
                ? url + (this.parameters.isEmpty() ? "?" : "&") + "targetServerType=primary"
                : url;
    }
}
