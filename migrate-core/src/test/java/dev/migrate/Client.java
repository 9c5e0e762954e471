package dev.migrate;

import dev.migrate.testsupport.TestDatabase;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a database of a server is, as its client wants to be told. */
record Client(String host, String port, String name) {

    private static final Pattern URL = Pattern.compile("jdbc:\\w+://([^:/]+):(\\d+)/(\\w+).*");

    static Client of(TestDatabase database) {
        Matcher url = URL.matcher(database.url());
        if (!url.matches()) {
            throw new IllegalArgumentException(database.url());
        }
        return new Client(url.group(1), url.group(2), url.group(3));
    }
}
