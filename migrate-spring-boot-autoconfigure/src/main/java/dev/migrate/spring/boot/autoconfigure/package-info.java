/** Auto-configuration of the engine: its beans, its properties, and its action at startup. */
@NullMarked
package dev.migrate.spring.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;
