/** Splits scripts into statements and tokens: one lexer for each product, canonical SQL, and catalog queries. */
@NullMarked
package dev.migrate.sql;

import org.jspecify.annotations.NullMarked;
