/** The results of the engine as records, and the listener that watches a run. */
@NullMarked
package dev.migrate.report;

import org.jspecify.annotations.NullMarked;
