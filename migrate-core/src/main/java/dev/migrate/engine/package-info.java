/** Use cases of the engine: each loads, plans, checks, runs, and records, on a state that is read once. */
@NullMarked
package dev.migrate.engine;

import org.jspecify.annotations.NullMarked;
