package dev.migrate.session;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Analysis of the SQL that a connection pool runs on a new connection. */
final class InitSql {

    /** Describes, for messages, the state that a reset loses if the init SQL is not plain. */
    static final String LOST_STATE = "state set by the init SQL of its pool";

    private InitSql() {}

    /** Returns whether each statement matches a form whose effect is captured. Returns false in case of doubt. */
    static boolean isPlain(String sql, Pattern plain) {
        return Stream.of(sql.split(";"))
                .map(String::strip)
                .allMatch((one) -> one.isEmpty() || plain.matcher(one).matches());
    }
}
