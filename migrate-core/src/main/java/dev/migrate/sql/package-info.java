/** Statements and tokens: lexers of each product, the splitter, canonical text, and catalog queries. */
@NullMarked
package dev.migrate.sql;

import org.jspecify.annotations.NullMarked;
