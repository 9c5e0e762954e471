/** Classification of database failures, and the sessions that block a statement. */
@NullMarked
package dev.migrate.failure;

import org.jspecify.annotations.NullMarked;
