/** Text and file names of new scripts, generated from templates. */
@NullMarked
package dev.migrate.template;

import org.jspecify.annotations.NullMarked;
