/** A small bookshop that carries its own reversible migrations. */
@NullMarked
package dev.migrate.demo;

import org.jspecify.annotations.NullMarked;
