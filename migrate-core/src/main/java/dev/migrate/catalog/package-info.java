/** Snapshots of the catalog and the changes that a statement is expected to make: the evidence of what an interrupted statement did. */
@NullMarked
package dev.migrate.catalog;

import org.jspecify.annotations.NullMarked;
