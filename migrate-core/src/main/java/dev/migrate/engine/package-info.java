/** One class for each use case: it loads, plans, checks, runs and records, on a state that was read once. */
@NullMarked
package dev.migrate.engine;

import org.jspecify.annotations.NullMarked;
