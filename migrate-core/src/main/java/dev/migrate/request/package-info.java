/** The parameters of a call of the engine. */
@NullMarked
package dev.migrate.request;

import org.jspecify.annotations.NullMarked;
