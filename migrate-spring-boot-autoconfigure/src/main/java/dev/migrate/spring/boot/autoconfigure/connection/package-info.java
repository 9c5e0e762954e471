/** Connection details for databases that Testcontainers and Docker Compose start. */
@NullMarked
package dev.migrate.spring.boot.autoconfigure.connection;

import org.jspecify.annotations.NullMarked;
