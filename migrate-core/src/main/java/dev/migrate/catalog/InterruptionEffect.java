package dev.migrate.catalog;

/** The effect of a statement whose transaction, session or process ends before the statement has finished. */
public enum InterruptionEffect {

    /** Is part of the surrounding transaction: both are committed, or neither. */
    TRANSACTIONAL,

    /**
     * Ends the surrounding transaction or cannot run inside one; running it twice has the same effect as running it
     * once.
     */
    IDEMPOTENT,

    /** Runs outside a transaction, takes effect completely or not at all, and the catalog shows which. */
    VERIFIABLE,

    /** Runs outside a transaction and takes effect completely or not at all, but the catalog does not show which. */
    UNVERIFIABLE,

    /** Might take effect partially. */
    PARTIAL
}
