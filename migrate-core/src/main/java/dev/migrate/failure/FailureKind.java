package dev.migrate.failure;

/** Classes of failures that a database or its driver reports. What each means to a user is one table, in {@code run}. */
public enum FailureKind {

    /** The connection broke: what the server did with the last request is not known. */
    CONNECTION_LOST,

    /** The driver closed the connection, since a statement set what it cannot work with. */
    REFUSED_BY_DRIVER,

    /** The server ended the session: a shutdown, an administrator, a timeout of the session. */
    SESSION_ENDED,

    /** The statement ran longer than a limit allows. */
    STATEMENT_TIMEOUT,

    /** Another session, or a limit that the driver does not name, canceled the statement. */
    CANCELED,

    /** A lock was not granted in time. */
    LOCK_TIMEOUT,

    /** A deadlock, or a serialization failure. */
    CONFLICT,

    /** No disk space is left. */
    DISK_FULL,

    /** Memory, connections, or another limited resource is used up. */
    OUT_OF_RESOURCES,

    /** The user lacks a right. */
    MISSING_RIGHT,

    /** The server, the database or the transaction is read-only. */
    READ_ONLY,

    /** A prepared statement of the driver is in another session of the server: a connection pooler is in between. */
    POOLED_STATEMENT,

    /** The statement cannot run inside a transaction. */
    NOT_IN_TRANSACTION,

    /** A table does not exist. */
    MISSING_TABLE,

    /** A schema does not exist. */
    MISSING_SCHEMA,

    /** A table, another object, or a key exists already. */
    DUPLICATE,

    /** A constraint is violated. */
    CONSTRAINT,

    /** The statement does not parse, or names what does not exist. */
    SYNTAX,

    /** Everything else. */
    OTHER;

    /** Whether the session is gone with it. */
    public boolean endsSession() {
        return this == CONNECTION_LOST || this == REFUSED_BY_DRIVER || this == SESSION_ENDED;
    }

    /** Whether the same statement may succeed shortly after. */
    public boolean isTransient() {
        return this == LOCK_TIMEOUT || this == CONFLICT;
    }

    /** Whether the script or the data has to change before the statement can succeed. */
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
