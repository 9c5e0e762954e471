/** Every way in which Migrate can fail: what happened, where, and what to do next. */
@NullMarked
package dev.migrate.error;

import org.jspecify.annotations.NullMarked;
