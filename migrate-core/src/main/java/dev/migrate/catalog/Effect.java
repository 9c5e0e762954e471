package dev.migrate.catalog;

/** What becomes of a statement's effect when its transaction, its session or its process ends in the middle. */
public enum Effect {

    /** It is part of the transaction around it: both last, or neither. */
    TRANSACTIONAL,

    /** It ends the transaction around it or refuses to be in one, and to run it twice is the same as once. */
    IDEMPOTENT,

    /** Likewise, it takes effect whole or not at all, and the catalogue shows which. */
    VERIFIABLE,

    /** Likewise whole or not at all, but the catalogue does not show it. */
    UNVERIFIABLE,

    /** It may take effect in part. */
    PARTIAL
}
