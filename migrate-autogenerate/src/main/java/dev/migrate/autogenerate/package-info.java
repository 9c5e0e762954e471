/** Compares an application's models with its database and proposes a verified script. */
@NullMarked
package dev.migrate.autogenerate;

import org.jspecify.annotations.NullMarked;
