package dev.migrate.scratch;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a PostgreSQL URL that are needed to connect to another database on the same server. */
record PostgresUrl(String server, String database, String parameters) {

    private static final Pattern URL =
            Pattern.compile("(jdbc:postgresql:(?://[^/?]*/?)?)([^?]*)(\\?.*)?", Pattern.DOTALL);

    static PostgresUrl of(String url) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'%s' is not a URL of PostgreSQL.".formatted(url));
        }
        return new PostgresUrl(parts.group(1), parts.group(2), parts.group(3) == null ? "" : parts.group(3));
    }

    /** Returns the URL of another database on the server; its name must need no quotes. */
    String withDatabase(String name) {
        String slash = this.server.endsWith("/") || this.server.endsWith(":") ? "" : "/";
        return this.server + slash + name + this.parameters;
    }
}
