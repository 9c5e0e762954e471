/** The Actuator endpoint {@code migrations} with its permissions, and the health and info contributors. */
@NullMarked
package dev.migrate.spring.boot.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
