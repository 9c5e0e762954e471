/** Entry points: the migration engine, and the writers of offline SQL and of new scripts. */
@NullMarked
package dev.migrate;

import org.jspecify.annotations.NullMarked;
