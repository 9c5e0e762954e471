/** Reads schemas of SQLite, from the statements that created their objects. */
@NullMarked
package dev.migrate.inspect.sqlite;

import org.jspecify.annotations.NullMarked;
