/** Adoption: reads the history of another tool, and decides which imported revisions it proves to be applied. */
@NullMarked
package dev.migrate.adoption;

import org.jspecify.annotations.NullMarked;
