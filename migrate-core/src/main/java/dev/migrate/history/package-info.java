/** The engine's own tables: applied revisions, log, statement journal, stored downgrades. */
@NullMarked
package dev.migrate.history;

import org.jspecify.annotations.NullMarked;
