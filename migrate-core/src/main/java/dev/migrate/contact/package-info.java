/** First contact: what a database without a record holds, and what the first move does with it. */
@NullMarked
package dev.migrate.contact;

import org.jspecify.annotations.NullMarked;
