/** Reads schemas of MariaDB and MySQL: queries of the catalog, and the assembly of tables and other objects from their rows. */
@NullMarked
package dev.migrate.inspect.mysql;

import org.jspecify.annotations.NullMarked;
