package dev.migrate.diff;

import java.util.Set;

/**
 * What does not count as a difference.
 *
 * @param keysAreSets whether the order of a primary key's columns is chance
 * @param ignoreNames whether constraints and indexes may be called anything
 * @param ignored attributes of what is there on both sides in which the two may differ: {@code sequence.start}
 */
public record ComparisonRules(boolean keysAreSets, boolean ignoreNames, Set<String> ignored) {

    /** Everything counts, but for names that nobody chose. */
    public static final ComparisonRules STRICT = new ComparisonRules(false, false, Set.of());

    public ComparisonRules {
        ignored = Set.copyOf(ignored);
    }
}
