/** The one lock that keeps two engines from moving the same database at once. */
@NullMarked
package dev.migrate.lock;

import org.jspecify.annotations.NullMarked;
