package dev.migrate.diff;

/**
 * What does not count as a difference.
 *
 * @param keysAreSets whether the order of a primary key's columns is chance
 * @param ignoreNames whether constraints and indexes may be called anything
 */
public record Rules(boolean keysAreSets, boolean ignoreNames) {

    /** Everything counts, but for names that nobody chose. */
    public static final Rules STRICT = new Rules(false, false);
}
