/** Captures and restores the state of a database session, over JDBC and in scripts for a client. */
@NullMarked
package dev.migrate.session;

import org.jspecify.annotations.NullMarked;
