/** Finds, parses, and validates scripts and migration classes. */
@NullMarked
package dev.migrate.script;

import org.jspecify.annotations.NullMarked;
