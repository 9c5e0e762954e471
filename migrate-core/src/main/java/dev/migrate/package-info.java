/** The migration engine, its settings and requests, and the writers of new scripts and of offline SQL. */
@NullMarked
package dev.migrate;

import org.jspecify.annotations.NullMarked;
