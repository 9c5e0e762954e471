package dev.migrate.contact;

import dev.migrate.error.FirstContactException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What may be done with a database as it was found. */
public sealed interface Contact {

    /**
     * Every command may run, from where the record says.
     *
     * @param note what the first move will do that a user might not expect
     */
    record Open(@Nullable String note) implements Contact {

        /** Nothing of note. */
        public static final Open PLAIN = new Open(null);
    }

    /**
     * The first upgrade stamps a revision and continues from there. A downgrade has nothing to revert, and is refused.
     *
     * @param revision the revision
     * @param otherwise why the database is not moved without it
     */
    record Baseline(String revision, Refusal otherwise) implements Contact {}

    /**
     * The database is not moved.
     *
     * @param reason why
     * @param message what was found
     * @param remedy the ways to continue
     */
    record Refusal(Reason reason, String message, String remedy) implements Contact {

        /** What a command that reads throws. */
        FirstContactException exception() {
            return new FirstContactException(this.reason.code(), this.message, this.remedy);
        }

        /** What a command throws that would have changed something. */
        FirstContactException unchanged() {
            return new FirstContactException(this.reason.code(), this.message, this.remedy + " Nothing was changed.");
        }
    }

    /** Why a database is not moved. */
    enum Reason {
        /** The record holds revisions, none of which is among the scripts. */
        ANOTHER_APPLICATION,
        /** The session does not lead to the record, or another place holds a record of these scripts. */
        RECORD_ELSEWHERE,
        /** There is a record, and this user cannot read it. */
        RECORD_UNREADABLE,
        /** Other software has created a table by the name of one of the engine's. */
        TABLE_NAME_TAKEN,
        /** The record is empty or missing, and the log says that revisions are applied. */
        RECORD_LOST,
        /** {@code migrate.baseline} names no revision. */
        UNKNOWN_BASELINE,
        /** There are tables that the engine did not create. */
        NON_EMPTY_SCHEMA;

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        boolean hidesRecord() {
            return this == RECORD_ELSEWHERE || this == RECORD_UNREADABLE || this == TABLE_NAME_TAKEN;
        }
    }

    /** Throws {@code FirstContactException} if what was read as an empty record might not be the record. */
    default void checkVisible() {
        if (this instanceof Refusal refusal && refusal.reason().hidesRecord()) {
            throw refusal.exception();
        }
    }

    /** As {@link #checkVisible}, for a command that would change something. */
    default void checkChange() {
        if (this instanceof Refusal refusal && refusal.reason().hidesRecord()) {
            throw refusal.unchanged();
        }
    }

    /** Throws {@code FirstContactException} to a command that reads if the database must not be upgraded. */
    default void checkUpgradable() {
        if (this instanceof Refusal refusal) {
            throw refusal.exception();
        }
    }

    /** Throws {@code FirstContactException} if the current revisions must not be set. */
    default void checkStamp(boolean purge) {
        checkChange();
        if (this instanceof Refusal refusal && refusal.reason() == Reason.ANOTHER_APPLICATION && !purge) {
            throw refusal.unchanged();
        }
    }

    /** Throws {@code FirstContactException} if the database must not be upgraded. */
    default void checkUpgrade() {
        if (this instanceof Refusal refusal) {
            throw refusal.unchanged();
        }
    }

    /** Throws {@code FirstContactException} if the database must not be downgraded. */
    default void checkDowngrade() {
        if (this instanceof Baseline baseline) {
            throw baseline.otherwise().unchanged();
        }
        checkUpgrade();
    }

    /**
     * Whether another process that moves the database may have caused the refusal. A record that the session does not
     * lead to is no record of this session, whatever is read from it.
     */
    default boolean mayBeOvertaken() {
        return this instanceof Refusal refusal && !refusal.reason().hidesRecord();
    }

    /** Whether the record belongs to another application. */
    default boolean isOfAnotherApplication() {
        return this instanceof Refusal refusal && refusal.reason() == Reason.ANOTHER_APPLICATION;
    }

    /** Whether the first move is refused. */
    default boolean isRefused() {
        return this instanceof Refusal;
    }

    /** What the first move will do, in sentences, unless it just begins where the record says. */
    default Optional<String> notice() {
        if (this instanceof Refusal refusal) {
            return Optional.of("Upgrades and downgrades are refused. " + refusal.message() + " " + refusal.remedy());
        }
        if (this instanceof Baseline baseline) {
            return Optional.of(("The first upgrade stamps revision '%s', as 'migrate.baseline' says, and runs only the"
                            + " revisions after it.")
                    .formatted(baseline.revision()));
        }
        return Optional.ofNullable(((Open) this).note());
    }
}
