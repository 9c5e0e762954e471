/** Assertions about revisions and models for the tests of an application. */
@NullMarked
package dev.migrate.spring.boot.test;

import org.jspecify.annotations.NullMarked;
