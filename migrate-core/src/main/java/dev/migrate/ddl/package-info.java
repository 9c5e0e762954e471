/** The SQL of schema operations, a class for each product. */
@NullMarked
package dev.migrate.ddl;

import org.jspecify.annotations.NullMarked;
