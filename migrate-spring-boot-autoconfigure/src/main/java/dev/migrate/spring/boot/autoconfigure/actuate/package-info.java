/** The Actuator endpoint {@code migrations}: reads for everyone who may see it, writes for those who may write. */
@NullMarked
package dev.migrate.spring.boot.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
