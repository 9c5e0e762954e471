package dev.migrate.failure;

import static java.util.Map.entry;

import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Classifies failures of PostgreSQL by SQLState. */
public final class PostgresFailures {

    private static final Map<String, FailureKind> KINDS = Map.ofEntries(
            entry("57P01", FailureKind.SESSION_ENDED),
            entry("57P02", FailureKind.SESSION_ENDED),
            entry("57P03", FailureKind.SESSION_ENDED),
            entry("57P04", FailureKind.SESSION_ENDED),
            entry("57P05", FailureKind.SESSION_ENDED),
            entry("25P03", FailureKind.SESSION_ENDED),
            entry("25P04", FailureKind.SESSION_ENDED),
            entry("55P03", FailureKind.LOCK_TIMEOUT),
            entry("40P01", FailureKind.CONFLICT),
            entry("40001", FailureKind.CONFLICT),
            entry("40002", FailureKind.CONSTRAINT),
            entry("40003", FailureKind.CONNECTION_LOST),
            entry("53100", FailureKind.DISK_FULL),
            entry("42501", FailureKind.MISSING_RIGHT),
            entry("25006", FailureKind.READ_ONLY),
            entry("25001", FailureKind.NOT_IN_TRANSACTION),
            // DO or CALL tried to end the transaction.
            entry("2D000", FailureKind.NOT_IN_TRANSACTION),
            entry("42P01", FailureKind.MISSING_TABLE),
            entry("3F000", FailureKind.MISSING_SCHEMA),
            entry("42P07", FailureKind.DUPLICATE),
            entry("42710", FailureKind.DUPLICATE),
            entry("42701", FailureKind.DUPLICATE),
            entry("23505", FailureKind.DUPLICATE));

    /** Names of the driver's own prepared statements: S_1, S_2, and so on. */
    private static final Pattern OF_DRIVER = Pattern.compile("(?s).*\"S_\\d+\".*");

    /** Message of the driver for an encoding or date style that it does not support. */
    private static final Pattern UNSUPPORTED = Pattern.compile("(?s).*\\bserver's \\w+ parameter was changed to .*");

    private PostgresFailures() {}

    /** Returns the kind of a failure, or null if its SQLState does not determine it. */
    public static @Nullable FailureKind kind(SQLException failure) {
        String state = Objects.requireNonNullElse(failure.getSQLState(), "");
        String message = Objects.requireNonNullElse(failure.getMessage(), "");
        if (state.equals("57014")) {
            return message.contains("timeout") ? FailureKind.STATEMENT_TIMEOUT : FailureKind.CANCELED;
        }
        if ((state.equals("26000") || state.equals("42P05"))
                && OF_DRIVER.matcher(message).matches()) {
            return FailureKind.POOLED_STATEMENT;
        }
        if (state.startsWith("08") && UNSUPPORTED.matcher(message).matches()) {
            return FailureKind.REFUSED_BY_DRIVER;
        }
        return KINDS.get(state);
    }
}
