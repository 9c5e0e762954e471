/** Compares two schemas, and turns the differences into ordered operations. */
@NullMarked
package dev.migrate.diff;

import org.jspecify.annotations.NullMarked;
