/** The changes of a schema, each with what takes it back. */
@NullMarked
package dev.migrate.operation;

import org.jspecify.annotations.NullMarked;
