/** The text of a section, from operations. */
@NullMarked
package dev.migrate.render;

import org.jspecify.annotations.NullMarked;
