/** Statements that might reach outside of the database in which they run, and that a scratch database therefore refuses. */
@NullMarked
package dev.migrate.guard;

import org.jspecify.annotations.NullMarked;
