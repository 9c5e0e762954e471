/** Requests: the parameters of the engine's commands. */
@NullMarked
package dev.migrate.request;

import org.jspecify.annotations.NullMarked;
