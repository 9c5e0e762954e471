/** Writes revisions from the scripts of other migration tools. */
@NullMarked
package dev.migrate.importer;

import org.jspecify.annotations.NullMarked;
