/** Assertions about revisions and models for the tests of an application. */
@NullMarked
package dev.migrate.spring.boot.assertions;

import org.jspecify.annotations.NullMarked;
