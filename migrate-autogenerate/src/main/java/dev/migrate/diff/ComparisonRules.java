package dev.migrate.diff;

import java.util.Set;

/**
 * Defines which differences a comparison ignores.
 *
 * @param keysAreSets whether the order of a primary key's columns is not significant
 * @param ignoreNames whether the names of constraints and indexes are not significant
 * @param ignored attributes that are not compared between two existing objects, such as {@code sequence.start}
 */
public record ComparisonRules(boolean keysAreSets, boolean ignoreNames, Set<String> ignored) {

    /** Reports all differences, except in automatic names of constraints and indexes. */
    public static final ComparisonRules STRICT = new ComparisonRules(false, false, Set.of());

    public ComparisonRules {
        ignored = Set.copyOf(ignored);
    }
}
