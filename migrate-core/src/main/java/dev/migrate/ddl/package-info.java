/** Generates the SQL of schema operations, with one class for each product. */
@NullMarked
package dev.migrate.ddl;

import org.jspecify.annotations.NullMarked;
