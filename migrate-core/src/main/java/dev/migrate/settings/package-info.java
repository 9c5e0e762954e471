/** Settings of the migration engine. */
@NullMarked
package dev.migrate.settings;

import org.jspecify.annotations.NullMarked;
