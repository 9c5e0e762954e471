/** Cached status of each database for health, info, and metrics. */
@NullMarked
package dev.migrate.spring.boot.autoconfigure.state;

import org.jspecify.annotations.NullMarked;
