/** The registry of database products: the inspector and the scratch databases of each. */
@NullMarked
package dev.migrate.product;

import org.jspecify.annotations.NullMarked;
