/** What is measured with this tool alone. */
@NullMarked
package dev.migrate.benchmarks.application;

import org.jspecify.annotations.NullMarked;
