/** The engine, and the settings it is made with. */
@NullMarked
package dev.migrate;

import org.jspecify.annotations.NullMarked;
