/** What programs read, the same over HTTP and on the command line: reports and problems as documents. Not for users. */
@NullMarked
package dev.migrate.spring.boot.document;

import org.jspecify.annotations.NullMarked;
