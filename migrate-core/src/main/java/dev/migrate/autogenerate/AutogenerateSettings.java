package dev.migrate.autogenerate;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How models and database are compared.
 *
 * @param scratchUrl an empty database of the same product to try things in; none to make one on the same server
 * @param wanted which tables, views and sequences count, by name, with a schema in front where it is not the home one
 * @param ignoreNames whether constraints and indexes may be called anything
 */
public record AutogenerateSettings(@Nullable String scratchUrl, Predicate<String> wanted, boolean ignoreNames) {

    /** Everything counts, and scratch lies on the same server. */
    public static final AutogenerateSettings DEFAULT = new AutogenerateSettings(null, (name) -> true, false);
}
