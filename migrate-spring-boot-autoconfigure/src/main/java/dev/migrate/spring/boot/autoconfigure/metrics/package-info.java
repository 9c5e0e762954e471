/** Micrometer observations of runs and meters for the status of each database. */
@NullMarked
package dev.migrate.spring.boot.autoconfigure.metrics;

import org.jspecify.annotations.NullMarked;
