/** The commands and what they print. Internal. */
@NullMarked
package dev.migrate.spring.boot.cli.command;

import org.jspecify.annotations.NullMarked;
