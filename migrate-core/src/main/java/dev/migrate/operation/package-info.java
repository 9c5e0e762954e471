/** Schema operations, and the API with which a migration in Java records them. */
@NullMarked
package dev.migrate.operation;

import org.jspecify.annotations.NullMarked;
