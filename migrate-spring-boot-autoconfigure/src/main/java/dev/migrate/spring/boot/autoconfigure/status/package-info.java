/** Cached status of each database for health, info, and metrics. */
@NullMarked
package dev.migrate.spring.boot.autoconfigure.status;

import org.jspecify.annotations.NullMarked;
