/** Warns of the data that a statement might delete or change, read from its tokens. */
@NullMarked
package dev.migrate.risk;

import org.jspecify.annotations.NullMarked;
