/** Writes the SQL and the warnings of a script's sections from operations. */
@NullMarked
package dev.migrate.render;

import org.jspecify.annotations.NullMarked;
