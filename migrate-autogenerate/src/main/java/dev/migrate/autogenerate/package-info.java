/** From the models of an application to a script that is proved. */
@NullMarked
package dev.migrate.autogenerate;

import org.jspecify.annotations.NullMarked;
