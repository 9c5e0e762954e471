/** Records that describe the objects of a database schema, independent of the database product. */
@NullMarked
package dev.migrate.schema;

import org.jspecify.annotations.NullMarked;
