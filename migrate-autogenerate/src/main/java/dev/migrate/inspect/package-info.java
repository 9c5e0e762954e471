/** Reads the schema of a live database with a few catalog queries. */
@NullMarked
package dev.migrate.inspect;

import org.jspecify.annotations.NullMarked;
