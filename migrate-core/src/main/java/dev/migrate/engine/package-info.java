/**
 * Use cases of the engine: each loads, plans, checks, runs, and records, on a state that is read once. An upgrade or
 * downgrade is planned, the migration lock is acquired, and the request is planned again and run ({@link MigrationRun}).
 */
@NullMarked
package dev.migrate.engine;

import org.jspecify.annotations.NullMarked;
