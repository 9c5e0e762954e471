/** The front door: the engine, scripts for a database client, and the author of new scripts. */
@NullMarked
package dev.migrate;

import org.jspecify.annotations.NullMarked;
