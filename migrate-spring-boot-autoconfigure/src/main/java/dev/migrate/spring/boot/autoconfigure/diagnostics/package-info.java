/** Failure analyzers for applications that cannot start because of their migrations. */
@NullMarked
package dev.migrate.spring.boot.autoconfigure.diagnostics;

import org.jspecify.annotations.NullMarked;
