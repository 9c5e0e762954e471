/** The command line of an application's own jar: {@code java -jar app.jar migrate COMMAND}. */
@NullMarked
package dev.migrate.spring.boot.cli;

import org.jspecify.annotations.NullMarked;
