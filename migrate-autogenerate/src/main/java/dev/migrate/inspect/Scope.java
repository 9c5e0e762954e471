package dev.migrate.inspect;

import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What of a database is read.
 *
 * @param home the schema (on MariaDB, MySQL: the database) in which the application lives; none for the connection's own
 * @param others further schemas that are compared, by name; on products that have none, further databases
 * @param wanted which tables, views and sequences count, by their name with a schema in front where it is not the home
 *     one; those that are left out are as if they were not there
 */
public record Scope(@Nullable String home, Set<String> others, Predicate<String> wanted) {

    public Scope {
        others = Set.copyOf(others);
    }

    /** All of the connection's own schema. */
    public static Scope ofHome() {
        return new Scope(null, Set.of(), (name) -> true);
    }
}
