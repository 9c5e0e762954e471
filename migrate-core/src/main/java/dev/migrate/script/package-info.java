/** Finds, reads and checks the files that carry revisions. */
@NullMarked
package dev.migrate.script;

import org.jspecify.annotations.NullMarked;
