/** Reads schemas of PostgreSQL: queries of the catalog, and the assembly of tables and other objects from their rows. */
@NullMarked
package dev.migrate.inspect.postgres;

import org.jspecify.annotations.NullMarked;
