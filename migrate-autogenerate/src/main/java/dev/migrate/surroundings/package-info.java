/** The objects outside of a comparison on which the compared ones stand, or which stand on them. */
@NullMarked
package dev.migrate.surroundings;

import org.jspecify.annotations.NullMarked;
