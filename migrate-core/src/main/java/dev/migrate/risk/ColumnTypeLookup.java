package dev.migrate.risk;

import dev.migrate.sql.DdlName;
import java.util.Optional;
import java.util.Set;

/** Looks up the types of the columns of a database. */
@FunctionalInterface
interface ColumnTypeLookup {

    /** Finds no column. */
    ColumnTypeLookup NONE = (table, column) -> Optional.empty();

    /** Returns the type of a column; empty if it does not exist or cannot be seen. */
    Optional<ColumnType> find(DdlName table, String column);

    /** Discards the types of all tables and columns with these names, because a statement changes them. */
    default void invalidate(Set<String> names) {}

    /** Discards all types, because a statement changes the schema to which unqualified names refer. */
    default void invalidateAll() {}
}
