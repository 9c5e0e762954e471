package dev.migrate.autogenerate;

import dev.migrate.schema.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * A new name for a table or a column.
 *
 * @param table the table's name before, or that of the column's table as it is now called
 * @param column the column's name before; none where the table is renamed
 * @param to the new name
 */
public record Rename(QualifiedName table, @Nullable String column, String to) {}
