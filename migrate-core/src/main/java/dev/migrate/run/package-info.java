/** Execution of a plan: lock, transactions, journal, and record. */
@NullMarked
package dev.migrate.run;

import org.jspecify.annotations.NullMarked;
