package dev.migrate.failure;

import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Classifies failures of SQLite by primary result code. */
public final class SqliteFailures {

    private static final int PRIMARY_CODE = 0xff;

    private SqliteFailures() {}

    /** Returns the kind of a failure, or null if its error code does not determine it. */
    public static @Nullable FailureKind kind(SQLException failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return switch (failure.getErrorCode() & PRIMARY_CODE) {
            case 1 -> ofError(message);
            case 3, 14, 23 -> FailureKind.MISSING_RIGHT;
            case 5, 6 -> FailureKind.LOCK_TIMEOUT;
            case 7 -> FailureKind.OUT_OF_RESOURCES;
            case 8 -> FailureKind.READ_ONLY;
            case 9 -> FailureKind.CANCELED;
            case 13 -> FailureKind.DISK_FULL;
            // SQLITE_SCHEMA: another session changed the schema while the query was compiled, even after a second
            // attempt.
            case 17 -> FailureKind.LOCK_TIMEOUT;
            case 19 ->
                message.contains("unique") || message.contains("primarykey")
                        ? FailureKind.DUPLICATE
                        : FailureKind.CONSTRAINT;
            default -> null;
        };
    }

    private static FailureKind ofError(String message) {
        if (message.contains("within a transaction")) {
            return FailureKind.NOT_IN_TRANSACTION;
        }
        if (message.contains("no such table")) {
            return FailureKind.MISSING_TABLE;
        }
        if (message.contains("unknown database")) {
            return FailureKind.MISSING_SCHEMA;
        }
        return message.contains("already exists") || message.contains("duplicate column name")
                ? FailureKind.DUPLICATE
                : FailureKind.SYNTAX;
    }
}
