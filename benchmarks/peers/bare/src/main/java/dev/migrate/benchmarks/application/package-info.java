/** What is measured with each migration tool alike. */
@NullMarked
package dev.migrate.benchmarks.application;

import org.jspecify.annotations.NullMarked;
