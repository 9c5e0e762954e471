/** Reads schemas of H2: queries of the catalog, and the assembly of tables and other objects from their rows. */
@NullMarked
package dev.migrate.inspect.h2;

import org.jspecify.annotations.NullMarked;
