package dev.migrate.autogenerate;

import dev.migrate.contact.KnownTables;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which tables, views and sequences are compared, by patterns in which {@code *} stands for anything and case does not
 * matter. One without a dot speaks of names in any schema.
 *
 * @param include those that are compared; if there are none, all but those that other tools make for themselves
 * @param exclude those that are left alone in any case
 * @param own the engine's own tables
 */
public record TableFilter(List<String> include, List<String> exclude, Set<String> own) implements Predicate<String> {

    public TableFilter {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        own = Set.copyOf(own);
    }

    @Override
    public boolean test(String name) {
        return this.own.stream().noneMatch((table) -> KnownTables.matches(table, name))
                && this.exclude.stream().noneMatch((pattern) -> KnownTables.matches(pattern, name))
                && (this.include.isEmpty()
                        ? Stream.of(KnownTables.values()).noneMatch((known) -> known.contains(name))
                        : this.include.stream().anyMatch((pattern) -> KnownTables.matches(pattern, name)));
    }
}
