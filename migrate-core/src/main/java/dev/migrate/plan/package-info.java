/** Computes the steps from one state of the database to another before anything runs. Pure. */
@NullMarked
package dev.migrate.plan;

import org.jspecify.annotations.NullMarked;
