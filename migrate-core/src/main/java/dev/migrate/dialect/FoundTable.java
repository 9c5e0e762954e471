package dev.migrate.dialect;

import java.util.Set;

/**
 * A table found in the catalog of a database.
 *
 * @param schema its schema, not quoted
 * @param name its name, not quoted
 * @param columns those of the columns of interest that it has, in lower case
 */
public record FoundTable(String schema, String name, Set<String> columns) {

    public FoundTable {
        columns = Set.copyOf(columns);
    }

    /** Returns the hash code of the name. That of a record is linked when it is first used, which makes a start slower. */
    @Override
    public int hashCode() {
        return this.name.hashCode();
    }
}
