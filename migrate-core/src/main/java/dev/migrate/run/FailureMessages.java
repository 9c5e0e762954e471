package dev.migrate.run;

import dev.migrate.dialect.Dialect;
import dev.migrate.error.Command;
import dev.migrate.error.Remedy;
import dev.migrate.error.Setting;
import dev.migrate.failure.FailureKind;
import dev.migrate.plan.Direction;

/**
 * Messages and remedies for each class of failure and each outcome. The reference page of failures shows them.
 */
final class FailureMessages {

    private FailureMessages() {}

    /** Describes the failure in a sentence; empty if the text of the database suffices. */
    static String diagnosis(FailureKind kind, boolean timedOut) {
        return switch (kind) {
            case CONNECTION_LOST -> "The connection to the database was lost.";
            case REFUSED_BY_DRIVER -> "The JDBC driver does not support this setting and closed the connection.";
            case SESSION_ENDED ->
                "The database ended the session: the server is shutting down, an administrator terminated the session, or"
                        + " a session timeout expired.";
            case STATEMENT_TIMEOUT, CANCELED ->
                timedOut
                        ? "The statement ran longer than 'migrate.statement-timeout' allows."
                        : kind == FailureKind.CANCELED
                                ? "Another session, or a timeout that is not 'migrate.statement-timeout', canceled the statement."
                                : "A statement timeout that is not 'migrate.statement-timeout' expired.";
            case LOCK_TIMEOUT -> "Timed out waiting for a database lock.";
            case CONFLICT -> "The transaction conflicted with another one.";
            case DISK_FULL -> "The database server is out of disk space.";
            case OUT_OF_RESOURCES -> "The database server is out of memory or of another limited resource.";
            case MISSING_RIGHT -> "The database user lacks a privilege.";
            case READ_ONLY -> "The database is read-only.";
            case POOLED_STATEMENT ->
                "A prepared statement of the driver belongs to another server session, which a connection pooler has in"
                        + " use.";
            case NOT_IN_TRANSACTION -> "The statement cannot run inside a transaction.";
            case MISSING_TABLE, MISSING_SCHEMA, DUPLICATE, CONSTRAINT, SYNTAX, OTHER -> "";
        };
    }

    /**
     * Returns the action that is required before a retry can succeed, as the beginning of a sentence; empty if none is
     * known.
     */
    static Remedy preparation(FailureKind kind, boolean timedOut, Dialect dialect) {
        return switch (kind) {
            case CONNECTION_LOST -> Remedy.of("Make sure that the database is reachable");
            case SESSION_ENDED -> Remedy.of("Wait until the database accepts connections");
            case STATEMENT_TIMEOUT, CANCELED ->
                timedOut
                        ? Remedy.of("Raise %s", Setting.STATEMENT_TIMEOUT)
                        : Remedy.of(dialect.statementTimeoutSetting()
                                .map("Raise '%s' of the user or the server if that ended it"::formatted)
                                .orElse("Make sure that no other session cancels it"));
            case LOCK_TIMEOUT ->
                Remedy.of(
                        "Wait for the blocking sessions or terminate them, or raise %s or %s",
                        Setting.LOCK_TIMEOUT, Setting.LOCK_RETRY);
            case CONFLICT -> Remedy.of("Wait for the conflicting sessions, or raise %s", Setting.LOCK_RETRY);
            case DISK_FULL -> Remedy.of("Free disk space on the database server");
            case OUT_OF_RESOURCES -> Remedy.of("Raise the limit that the database names, or free what uses it up");
            case MISSING_RIGHT ->
                Remedy.of(
                        "Grant the privilege, or set %s and %s to a user that has it", Setting.USER, Setting.PASSWORD);
            case READ_ONLY ->
                Remedy.of("Connect to the primary server with %s, or make the database writable", Setting.CONNECTION);
            case POOLED_STATEMENT ->
                Remedy.of(
                        "Add 'prepareThreshold=0' to the JDBC URL, upgrade PgBouncer to 1.21 or later, or set %s to a direct connection",
                        Setting.URL);
            case REFUSED_BY_DRIVER,
                    NOT_IN_TRANSACTION,
                    MISSING_TABLE,
                    MISSING_SCHEMA,
                    DUPLICATE,
                    CONSTRAINT,
                    SYNTAX,
                    OTHER -> Remedy.of("");
        };
    }

    /** Describes the state of the revision after the failure, in one or two sentences. */
    static String state(RevisionOutcome outcome, String revision, Direction direction, long number) {
        return switch (outcome) {
            case UNCHANGED -> "Nothing was changed.";
            case ROLLED_BACK -> "Revision '%s' was rolled back.".formatted(revision);
            case RUN_ROLLED_BACK -> "All revisions of this run were rolled back.";
            case NOT_DONE ->
                number == 1
                        ? "No statement of revision '%s' took effect.".formatted(revision)
                        : "%s before it took effect and %s; the next %s resumes at statement %d."
                                .formatted(
                                        number == 2 ? "The statement" : "The %d statements".formatted(number - 1),
                                        number == 2 ? "stays" : "stay",
                                        direction,
                                        number);
            case TO_BE_VERIFIED ->
                "It is not known whether statement %d took effect; the next %s determines it from the database."
                        .formatted(number, direction);
            case UNKNOWN ->
                "Statement %d might have taken effect, completely or in part, and the database does not show which."
                        .formatted(number);
        };
    }

    /** Returns the instructions to record the result of checking the database. */
    static Remedy settlement(String revision) {
        return Remedy.of(
                "Check the database. If the statement took effect, or you have completed it, run %s; if it did not, or you have reverted it, run %s.",
                new Command("repair " + revision + " --done"), new Command("repair " + revision + " --not-done"));
    }

    /** Returns the instructions to run the same statement again, after the cause of the failure is removed. */
    static Remedy again(Remedy preparation, Direction direction) {
        return preparation.isEmpty()
                ? Remedy.of("Run the %s again with the script unchanged.", direction)
                : Remedy.of("%s, then run the %s again with the script unchanged.", preparation, direction);
    }

    /**
     * Returns the instructions to run a corrected statement. A recorded downgrade takes precedence over its script
     * until the script is accepted.
     */
    static Remedy correction(FailureKind kind, String revision, Direction direction) {
        String change = kind == FailureKind.NOT_IN_TRANSACTION
                ? "Write '-- migrate:%s transaction=off' above its section, or 'transactional = false' in '@Revision'"
                        .formatted(direction)
                : "Correct the statement in the script";
        if (direction == Direction.UPGRADE) {
            return kind == FailureKind.NOT_IN_TRANSACTION
                    ? Remedy.of("%s, then run the upgrade again.", change)
                    : Remedy.of("%s, or the database, then run the upgrade again.", change);
        }
        return Remedy.of(
                "%s, run %s to record the corrected downgrade, then run the downgrade again. If no script of the revision exists here, add one first: %s prints what is recorded. If only the database has to be corrected, correct it and run the downgrade again.",
                change, new Command("repair " + revision + " --accept"), new Command("show " + revision));
    }
}
