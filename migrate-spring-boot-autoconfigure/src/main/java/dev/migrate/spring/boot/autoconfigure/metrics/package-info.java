/** Runs as observations, and the state of each database as meters, where the application has Micrometer. */
@NullMarked
package dev.migrate.spring.boot.autoconfigure.metrics;

import org.jspecify.annotations.NullMarked;
