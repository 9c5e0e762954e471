/** Text output: styles, line width, tables, graphs. Internal. */
@NullMarked
package dev.migrate.spring.boot.cli.terminal;

import org.jspecify.annotations.NullMarked;
