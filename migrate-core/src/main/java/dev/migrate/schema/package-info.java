/** What a schema of a database looks like, in records that know no vendor. */
@NullMarked
package dev.migrate.schema;

import org.jspecify.annotations.NullMarked;
