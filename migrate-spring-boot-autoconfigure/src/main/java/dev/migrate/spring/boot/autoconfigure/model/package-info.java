/** Finds the models of an application and reads them without starting it. */
@NullMarked
package dev.migrate.spring.boot.autoconfigure.model;

import org.jspecify.annotations.NullMarked;
