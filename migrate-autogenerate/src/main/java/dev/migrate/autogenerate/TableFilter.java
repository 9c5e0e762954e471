package dev.migrate.autogenerate;

import dev.migrate.contact.KnownTables;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Selects the tables, views and sequences to compare by patterns, in which {@code *} stands for any characters and case
 * is ignored. A pattern without a dot matches names in any schema.
 *
 * @param include the patterns of objects to compare; if empty, all except those that other tools create for themselves
 * @param exclude the patterns of objects that are never compared
 * @param own the engine's own tables
 */
record TableFilter(List<String> include, List<String> exclude, Set<String> own) implements Predicate<String> {

    TableFilter {
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
