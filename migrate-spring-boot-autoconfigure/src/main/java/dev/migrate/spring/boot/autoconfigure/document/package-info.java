/** Documents of reports and problems, shared by HTTP and the command line. Internal. */
@NullMarked
package dev.migrate.spring.boot.autoconfigure.document;

import org.jspecify.annotations.NullMarked;
