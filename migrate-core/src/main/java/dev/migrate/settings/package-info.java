/** The settings of an engine. */
@NullMarked
package dev.migrate.settings;

import org.jspecify.annotations.NullMarked;
