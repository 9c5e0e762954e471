/** The results of engine operations as records, and the listener for the events of a run. */
@NullMarked
package dev.migrate.report;

import org.jspecify.annotations.NullMarked;
