/** One class for each database product, holding only what differs: SQL, lexer, quoting, locks. */
@NullMarked
package dev.migrate.dialect;

import org.jspecify.annotations.NullMarked;
