/** What the aggregates of Spring Data JDBC want of a database, as far as they say. */
@NullMarked
package dev.migrate.autogenerate.jdbc;

import org.jspecify.annotations.NullMarked;
