/** A database product: its capabilities, its lock, and the parts that read and write its SQL. */
@NullMarked
package dev.migrate.dialect;

import org.jspecify.annotations.NullMarked;
