package dev.migrate.session;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a pool runs on a new connection. */
final class InitSql {

    /** What a session has lost once it is reset, if that was not plain. */
    static final String WHAT = "what its pool did at connect";

    private InitSql() {}

    /** Whether each of its statements is of a form whose effect is captured. In doubt it is not. */
    static boolean isPlain(String sql, Pattern plain) {
        return Stream.of(sql.split(";"))
                .map(String::strip)
                .allMatch((one) -> one.isEmpty() || plain.matcher(one).matches());
    }
}
