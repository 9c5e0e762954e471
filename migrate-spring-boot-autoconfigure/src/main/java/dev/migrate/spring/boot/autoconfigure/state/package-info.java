/** What is known of each database without asking it: for health, info and metrics. */
@NullMarked
package dev.migrate.spring.boot.autoconfigure.state;

import org.jspecify.annotations.NullMarked;
