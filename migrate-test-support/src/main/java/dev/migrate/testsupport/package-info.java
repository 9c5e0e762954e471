/** Finds the databases that the project's own tests run on. */
@NullMarked
package dev.migrate.testsupport;

import org.jspecify.annotations.NullMarked;
