/** Sampled rows with which a generated script is verified. */
@NullMarked
package dev.migrate.rows;

import org.jspecify.annotations.NullMarked;
