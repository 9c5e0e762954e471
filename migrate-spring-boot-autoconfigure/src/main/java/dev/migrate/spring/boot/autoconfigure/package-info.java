/** Auto-configuration of the engine: its beans, its properties, and what it does when the application starts. */
@NullMarked
package dev.migrate.spring.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;
