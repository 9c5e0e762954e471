/** Determines the schema that the aggregates of Spring Data JDBC require, as far as their mapping defines it. */
@NullMarked
package dev.migrate.autogenerate.jdbc;

import org.jspecify.annotations.NullMarked;
