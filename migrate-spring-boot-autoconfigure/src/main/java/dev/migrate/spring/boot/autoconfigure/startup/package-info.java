/** The actions on the databases when an application starts. Internal, except for {@link MigrationInitializer}. */
@NullMarked
package dev.migrate.spring.boot.autoconfigure.startup;

import org.jspecify.annotations.NullMarked;
