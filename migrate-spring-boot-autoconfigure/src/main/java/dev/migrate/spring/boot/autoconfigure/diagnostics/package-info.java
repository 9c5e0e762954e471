/** What Spring Boot prints when an application cannot start because of its migrations. */
@NullMarked
package dev.migrate.spring.boot.autoconfigure.diagnostics;

import org.jspecify.annotations.NullMarked;
