/** The goals {@code migrate:COMMAND}: each runs the application's own command line. */
@NullMarked
package dev.migrate.maven;

import org.jspecify.annotations.NullMarked;
