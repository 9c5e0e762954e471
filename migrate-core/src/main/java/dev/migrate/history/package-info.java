/** The engine's tables: applied revisions, log, statement journal, and stored downgrades. */
@NullMarked
package dev.migrate.history;

import org.jspecify.annotations.NullMarked;
