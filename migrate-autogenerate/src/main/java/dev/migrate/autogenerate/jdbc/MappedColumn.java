package dev.migrate.autogenerate.jdbc;

import dev.migrate.schema.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a column.
 *
 * @param name as the catalogue spells it
 * @param stored the class that the driver is given
 * @param nullable whether a row may be without a value; only asked for a new column
 * @param numbered whether the database is to number it, if it is new
 * @param pointsTo the table of the aggregate whose identifier it holds
 */
record MappedColumn(
        String name,
        Class<?> stored,
        boolean nullable,
        boolean numbered,
        @Nullable QualifiedName pointsTo) {}
