/** What changes a schema, and how a migration in Java asks for it. */
@NullMarked
package dev.migrate.operation;

import org.jspecify.annotations.NullMarked;
