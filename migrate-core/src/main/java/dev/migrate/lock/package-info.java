/**
 * The migration lock, which keeps two engines from changing the same database at once, as a session lock or a lease.
 */
@NullMarked
package dev.migrate.lock;

import org.jspecify.annotations.NullMarked;
