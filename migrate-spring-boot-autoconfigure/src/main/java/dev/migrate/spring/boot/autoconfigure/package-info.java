/** The auto-configuration: the engines of an application, their data sources, and the types that it can implement. */
@NullMarked
package dev.migrate.spring.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;
