/** Two schemas to what differs, and what differs to ordered operations. */
@NullMarked
package dev.migrate.diff;

import org.jspecify.annotations.NullMarked;
