package dev.migrate.run;

/** What became of a revision whose statement failed, as far as this run knows. */
enum Outcome {

    /** Nothing of this run is left. */
    UNCHANGED,

    /** The revision shares a transaction with its record, and was rolled back. */
    ROLLED_BACK,

    /** All revisions of the run share a transaction, and were rolled back. */
    RUN_ROLLED_BACK,

    /** The statement had no effect; those before it stay. */
    NOT_DONE,

    /** It may have taken effect; the next run finds out. */
    TO_BE_PROVED,

    /** It may have taken effect, and nothing in the database shows whether it did. */
    UNKNOWN
}
