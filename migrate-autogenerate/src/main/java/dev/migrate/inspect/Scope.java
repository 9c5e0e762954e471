package dev.migrate.inspect;

import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The part of a database that is read.
 *
 * @param home the default schema (on MariaDB and MySQL, the database); null for that of the connection
 * @param others additional schemas by name; additional databases on MariaDB and MySQL
 * @param wanted whether to include a table, a view or a sequence, by its name, qualified if it is not in the default
 *     schema
 */
public record Scope(@Nullable String home, Set<String> others, Predicate<String> wanted) {

    public Scope {
        others = Set.copyOf(others);
    }

    /** Returns the scope of the connection's default schema. */
    public static Scope ofHome() {
        return new Scope(null, Set.of(), (name) -> true);
    }
}
