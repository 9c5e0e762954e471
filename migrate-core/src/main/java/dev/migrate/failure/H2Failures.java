package dev.migrate.failure;

import static java.util.Map.entry;

import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Classifies failures of H2 by error code. */
public final class H2Failures {

    private static final Map<Integer, FailureKind> KINDS = Map.ofEntries(
            entry(90007, FailureKind.CONNECTION_LOST),
            entry(90067, FailureKind.CONNECTION_LOST),
            entry(90098, FailureKind.SESSION_ENDED),
            entry(90121, FailureKind.SESSION_ENDED),
            entry(90135, FailureKind.SESSION_ENDED),
            // H2 reports a canceled statement and a query timeout with the same code.
            entry(57014, FailureKind.CANCELED),
            entry(50200, FailureKind.LOCK_TIMEOUT),
            entry(40001, FailureKind.CONFLICT),
            entry(90131, FailureKind.CONFLICT),
            entry(90100, FailureKind.DISK_FULL),
            entry(90108, FailureKind.OUT_OF_RESOURCES),
            entry(90040, FailureKind.MISSING_RIGHT),
            entry(90096, FailureKind.MISSING_RIGHT),
            entry(90097, FailureKind.READ_ONLY),
            entry(42102, FailureKind.MISSING_TABLE),
            entry(42103, FailureKind.MISSING_TABLE),
            entry(42104, FailureKind.MISSING_TABLE),
            entry(90079, FailureKind.MISSING_SCHEMA),
            entry(42101, FailureKind.DUPLICATE),
            entry(42121, FailureKind.DUPLICATE),
            entry(23505, FailureKind.DUPLICATE));

    private H2Failures() {}

    /** Returns the kind of a failure, or null if its error code does not determine it. */
    public static @Nullable FailureKind kind(SQLException failure) {
        return KINDS.get(failure.getErrorCode());
    }
}
