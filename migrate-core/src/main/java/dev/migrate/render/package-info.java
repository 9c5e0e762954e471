/** The text of a new script, from values and templates. */
@NullMarked
package dev.migrate.render;

import org.jspecify.annotations.NullMarked;
