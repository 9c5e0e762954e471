/** Opens, empties and removes the databases in which generated SQL is verified. */
@NullMarked
package dev.migrate.scratch;

import org.jspecify.annotations.NullMarked;
