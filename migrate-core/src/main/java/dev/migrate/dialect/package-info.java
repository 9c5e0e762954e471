/** Database products: the capabilities, the lock, the schemas and the client scripts of each. */
@NullMarked
package dev.migrate.dialect;

import org.jspecify.annotations.NullMarked;
