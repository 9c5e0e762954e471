/** The revision graph and the symbols that identify revisions in it. Pure: no file or database access. */
@NullMarked
package dev.migrate.revision;

import org.jspecify.annotations.NullMarked;
