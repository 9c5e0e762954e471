/** The revision graph and the symbols that name places in it. Pure: no files, no database. */
@NullMarked
package dev.migrate.revision;

import org.jspecify.annotations.NullMarked;
