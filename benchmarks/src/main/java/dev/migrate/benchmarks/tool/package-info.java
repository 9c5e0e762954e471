/** The tools that are compared. */
@NullMarked
package dev.migrate.benchmarks.tool;

import org.jspecify.annotations.NullMarked;
