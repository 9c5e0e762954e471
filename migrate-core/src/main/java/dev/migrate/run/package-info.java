/** Walks a plan: lock, transactions, journal, record. */
@NullMarked
package dev.migrate.run;

import org.jspecify.annotations.NullMarked;
