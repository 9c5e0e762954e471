package dev.migrate.risk;

import dev.migrate.sql.DdlName;
import java.util.Optional;
import java.util.Set;

/** The types that the columns of a database have. */
@FunctionalInterface
interface ColumnTypes {

    /** Knows no column. */
    ColumnTypes UNKNOWN = (table, column) -> Optional.empty();

    /** Returns the type of a column, if there is one and it can be seen. */
    Optional<ColumnType> of(DdlName table, String column);

    /** Forgets what is known of everything that has one of these names, since a statement changes it. */
    default void forget(Set<String> names) {}

    /** Forgets everything, since a statement changes where names without a schema lead. */
    default void forgetAll() {}
}
