/** What the engine costs. */
@NullMarked
package dev.migrate.benchmarks;

import org.jspecify.annotations.NullMarked;
