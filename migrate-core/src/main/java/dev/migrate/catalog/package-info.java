/**
 * Shows whether an interrupted statement took effect: snapshots of the catalog, the expected changes of a statement,
 * and the recovery.
 */
@NullMarked
package dev.migrate.catalog;

import org.jspecify.annotations.NullMarked;
