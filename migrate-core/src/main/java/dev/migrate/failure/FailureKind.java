package dev.migrate.failure;

/**
 * Classes of failures that a database or its driver reports. The texts that users see are in {@code dev.migrate.run}.
 */
public enum FailureKind {

    /** The connection broke; the result of the last request is unknown. */
    CONNECTION_LOST,

    /** The driver closed the connection because a statement set a value that the driver does not support. */
    REFUSED_BY_DRIVER,

    /** The server ended the session: shutdown, administrator, or session timeout. */
    SESSION_ENDED,

    /** The statement ran longer than a statement timeout. */
    STATEMENT_TIMEOUT,

    /** Another session, or a timeout that the driver does not report as such, canceled the statement. */
    CANCELED,

    /** A lock was not granted in time. */
    LOCK_TIMEOUT,

    /** Deadlock or serialization failure. */
    CONFLICT,

    /** No disk space is left. */
    DISK_FULL,

    /** Memory, connections, or another limited resource is exhausted. */
    OUT_OF_RESOURCES,

    /** The user lacks a privilege. */
    MISSING_RIGHT,

    /** The server, the database, or the transaction is read-only. */
    READ_ONLY,

    /** A prepared statement of the driver belongs to another server session, which indicates a connection pooler. */
    POOLED_STATEMENT,

    /** The statement cannot run inside a transaction. */
    NOT_IN_TRANSACTION,

    /** A table does not exist. */
    MISSING_TABLE,

    /** A schema does not exist. */
    MISSING_SCHEMA,

    /** A table, another object, or a key already exists. */
    DUPLICATE,

    /** A constraint is violated. */
    CONSTRAINT,

    /** The statement does not parse, or refers to an object that does not exist. */
    SYNTAX,

    /** Any other failure. */
    OTHER;

    /** Returns whether the failure ends the session. */
    public boolean endsSession() {
        return this == CONNECTION_LOST || this == REFUSED_BY_DRIVER || this == SESSION_ENDED;
    }

    /** Returns whether the same statement might succeed shortly afterwards. */
    public boolean isTransient() {
        return this == LOCK_TIMEOUT || this == CONFLICT;
    }

    /** Returns whether the script or the data must change before the statement can succeed. */
    public boolean isInScript() {
        return switch (this) {
            case REFUSED_BY_DRIVER,
                    NOT_IN_TRANSACTION,
                    MISSING_TABLE,
                    MISSING_SCHEMA,
                    DUPLICATE,
                    CONSTRAINT,
                    SYNTAX,
                    OTHER -> true;
            default -> false;
        };
    }
}
