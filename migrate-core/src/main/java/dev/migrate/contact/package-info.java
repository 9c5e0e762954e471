/** First contact: decides which commands may run on a database without a record of these scripts. */
@NullMarked
package dev.migrate.contact;

import org.jspecify.annotations.NullMarked;
