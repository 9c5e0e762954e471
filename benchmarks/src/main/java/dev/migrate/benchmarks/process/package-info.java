/** What is measured in processes of its own: starts and first calls, beside those of other tools. */
@NullMarked
package dev.migrate.benchmarks.process;

import org.jspecify.annotations.NullMarked;
