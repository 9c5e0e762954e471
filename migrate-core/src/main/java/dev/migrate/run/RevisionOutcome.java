package dev.migrate.run;

/** State of a revision after one of its statements failed, as far as the run can determine it. */
enum RevisionOutcome {

    /** No change of this run remains. */
    UNCHANGED,

    /** The revision shares a transaction with its record and was rolled back. */
    ROLLED_BACK,

    /** All revisions of the run share a transaction and were rolled back. */
    RUN_ROLLED_BACK,

    /** The statement had no effect; the statements before it remain in effect. */
    NOT_DONE,

    /** The statement might have taken effect; the next run determines this. */
    TO_BE_VERIFIED,

    /** The statement might have taken effect, and the database does not show whether it did. */
    UNKNOWN
}
