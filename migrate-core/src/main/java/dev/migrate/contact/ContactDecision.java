package dev.migrate.contact;

import dev.migrate.adoption.Adoption;
import dev.migrate.error.Command;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.FirstContactException;
import dev.migrate.error.Remedy;
import dev.migrate.error.Wording;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decision about which commands may run on a database, derived from its record, log, and catalog. */
public sealed interface ContactDecision {

    /**
     * Permits every command; an upgrade or downgrade starts from the recorded revisions.
     *
     * @param note an effect of the first upgrade that a user might not expect, or null
     */
    record Open(@Nullable String note) implements ContactDecision {

        /** Permits every command, without a note. */
        public static final Open PLAIN = new Open(null);
    }

    /**
     * Makes the first upgrade stamp a revision and continue from it. A downgrade is refused, since nothing can be
     * reverted.
     *
     * @param revision the revision to stamp
     * @param otherwise the refusal that would apply without a baseline, and that applies to a downgrade
     */
    record Baseline(String revision, Refusal otherwise) implements ContactDecision {}

    /**
     * Makes the first upgrade record what another tool has applied, and continue from there. A downgrade is refused,
     * since nothing is recorded that could be reverted.
     *
     * @param adopted what would be recorded
     */
    record Adopt(Adoption adopted) implements ContactDecision {

        @Override
        public Optional<Adoption> adoption() {
            return Optional.of(this.adopted);
        }

        @Override
        public void checkDowngrade() {
            List<String> heads = this.adopted.heads();
            throw new FirstContactException(
                    ErrorCode.NON_EMPTY_SCHEMA,
                    "There is no record of Migrate. %s".formatted(summary()),
                    heads.isEmpty()
                            ? Remedy.of("Run %s first. Nothing was changed.", new Command("upgrade"))
                            : Remedy.of(
                                    "Run %s, which adopts them and runs no revision, then retry. Nothing was changed.",
                                    new Command("upgrade " + heads.get(0))));
        }

        private String summary() {
            if (this.adopted.isEmpty()) {
                return "The first upgrade begins at base: %s contains no revision of these scripts."
                        .formatted(this.adopted.table());
            }
            return "The first upgrade adopts %s, and runs only the revisions after them.".formatted(this.adopted);
        }
    }

    /**
     * Permits every command, because there are no scripts. The database contains tables, so that a first script for an
     * empty database would not describe it.
     *
     * @param refusal the refusal of a first script
     */
    record Unscripted(Refusal refusal) implements ContactDecision {}

    /**
     * Forbids upgrades and downgrades of the database.
     *
     * @param reason the reason
     * @param message what was found
     * @param remedy how to continue
     */
    record Refusal(Reason reason, String message, Remedy remedy) implements ContactDecision {

        FirstContactException toException(Access access) {
            return new FirstContactException(
                    this.reason.code(),
                    this.message,
                    access == Access.WRITE ? this.remedy.then("Nothing was changed.") : this.remedy);
        }
    }

    /** Kind of access to the database. The refusal of a write states that nothing was changed. */
    enum Access {
        /** Reading only. */
        READ,
        /** Changing the database. */
        WRITE
    }

    /** Reasons to refuse upgrades and downgrades. */
    enum Reason {
        /** The record holds revisions, but none of them is among the scripts. */
        ANOTHER_APPLICATION(ErrorCode.ANOTHER_APPLICATION),
        /** The session does not lead to the record, or a record of these scripts is in another place. */
        RECORD_ELSEWHERE(ErrorCode.RECORD_ELSEWHERE),
        /** A record exists, but this user cannot read it. */
        RECORD_UNREADABLE(ErrorCode.RECORD_UNREADABLE),
        /** Other software created a table with the name of one of Migrate's tables. */
        TABLE_NAME_TAKEN(ErrorCode.TABLE_NAME_TAKEN),
        /** The record is empty or missing, but the log contains applied revisions. */
        RECORD_LOST(ErrorCode.RECORD_LOST),
        /** The value of {@code migrate.baseline} is not the id of a revision. */
        UNKNOWN_BASELINE(ErrorCode.UNKNOWN_BASELINE),
        /** The history of another tool does not agree with the scripts that were imported from it. */
        UNADOPTABLE_HISTORY(ErrorCode.UNADOPTABLE_HISTORY),
        /** The schema contains tables that Migrate did not create. */
        NON_EMPTY_SCHEMA(ErrorCode.NON_EMPTY_SCHEMA);

        private final ErrorCode code;

        Reason(ErrorCode code) {
            this.code = code;
        }

        ErrorCode code() {
            return this.code;
        }

        boolean hidesRecord() {
            return this == RECORD_ELSEWHERE || this == RECORD_UNREADABLE || this == TABLE_NAME_TAKEN;
        }
    }

    /**
     * Checks that the record which was read is the record of this session.
     *
     * @throws FirstContactException if the record is elsewhere, unreadable, or replaced by a table of other
     *     software
     */
    default void checkVisible(Access access) {
        if (this instanceof Refusal refusal && refusal.reason().hidesRecord()) {
            throw refusal.toException(access);
        }
    }

    /**
     * Checks that the current revisions may be set.
     *
     * @param purge whether the recorded revisions are deleted first
     * @throws FirstContactException if the record is not visible, or if it belongs to another application and is
     *     not purged
     */
    default void checkStamp(boolean purge) {
        checkVisible(Access.WRITE);
        if (isOfAnotherApplication() && !purge) {
            checkUpgrade(Access.WRITE);
        }
    }

    /**
     * Checks that the database may be upgraded.
     *
     * @throws FirstContactException if upgrades are refused
     */
    default void checkUpgrade(Access access) {
        if (this instanceof Refusal refusal) {
            throw refusal.toException(access);
        }
    }

    /**
     * Checks that the database may be downgraded.
     *
     * @throws FirstContactException if downgrades are refused, or if the first upgrade has yet to stamp the
     *     baseline
     */
    default void checkDowngrade() {
        if (this instanceof Baseline baseline) {
            throw baseline.otherwise().toException(Access.WRITE);
        }
        checkUpgrade(Access.WRITE);
    }

    /**
     * Checks that the first script may be generated for this database.
     *
     * @throws FirstContactException if there is no script, and the database contains tables
     */
    default void checkFirstScript() {
        if (this instanceof Unscripted unscripted) {
            throw unscripted.refusal().toException(Access.READ);
        }
    }

    /**
     * Returns whether a concurrent first upgrade by another process might have caused the refusal. It cannot have if the
     * session does not lead to the record.
     */
    default boolean mightBeTransient() {
        return this instanceof Refusal refusal && !refusal.reason().hidesRecord();
    }

    /** Returns what the first upgrade records before its first step, according to the history of another tool. */
    default Optional<Adoption> adoption() {
        return Optional.empty();
    }

    /** Returns whether the record belongs to another application. */
    default boolean isOfAnotherApplication() {
        return this instanceof Refusal refusal && refusal.reason() == Reason.ANOTHER_APPLICATION;
    }

    /** Returns whether upgrades and downgrades are refused. */
    default boolean isRefused() {
        return this instanceof Refusal;
    }

    /**
     * Returns sentences on the effects of the first upgrade; empty if it starts from the recorded revisions without
     * further effects.
     */
    default Optional<String> notice() {
        if (this instanceof Refusal refusal) {
            return Optional.of("Upgrades and downgrades are refused. " + refusal.message() + " "
                    + refusal.remedy().in(Wording.properties()));
        }
        if (this instanceof Baseline baseline) {
            return Optional.of(
                    "The first upgrade stamps revision '%s', set by 'migrate.baseline', and runs only the revisions after it."
                            .formatted(baseline.revision()));
        }
        if (this instanceof Adopt adopt) {
            return Optional.of(adopt.summary());
        }
        return this instanceof Open open ? Optional.ofNullable(open.note()) : Optional.empty();
    }
}
