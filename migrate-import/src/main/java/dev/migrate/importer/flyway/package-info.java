/** Reads the scripts of Flyway as Flyway reads them. */
@NullMarked
package dev.migrate.importer.flyway;

import org.jspecify.annotations.NullMarked;
