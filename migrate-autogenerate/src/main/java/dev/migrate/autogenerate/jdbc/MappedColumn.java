package dev.migrate.autogenerate.jdbc;

import dev.migrate.schema.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * A column to which Spring Data maps a property.
 *
 * @param name the name as the catalog spells it
 * @param stored the class that is passed to the driver
 * @param nullable whether the column may be null; used only for a new column
 * @param numbered whether the database generates the values; used only for a new column
 * @param pointsTo the table of the aggregate whose identifier it holds; null for other columns
 */
record MappedColumn(
        String name,
        Class<?> stored,
        boolean nullable,
        boolean numbered,
        @Nullable QualifiedName pointsTo) {}
