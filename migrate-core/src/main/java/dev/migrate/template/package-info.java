/** The text and the file name of a new script, from values and templates. */
@NullMarked
package dev.migrate.template;

import org.jspecify.annotations.NullMarked;
