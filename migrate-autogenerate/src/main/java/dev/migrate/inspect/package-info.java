/** Reads a live database into a schema, in a few catalogue queries. */
@NullMarked
package dev.migrate.inspect;

import org.jspecify.annotations.NullMarked;
