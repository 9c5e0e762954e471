package dev.migrate.autogenerate;

import dev.migrate.dialect.Dialect;
import dev.migrate.schema.Schema;

/**
 * The database that a model is compared with, as far as a source of models has to know it.
 *
 * @param productName what the JDBC driver calls the product
 * @param current what it looks like now; a source that cannot say everything takes the rest from here
 */
public record Target(
        Dialect dialect, String productName, String productVersion, int major, int minor, Schema current) {}
