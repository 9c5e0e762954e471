/** The same small history under three tools whose processes are killed in the middle. */
@NullMarked
package dev.migrate.benchmarks.crash;

import org.jspecify.annotations.NullMarked;
