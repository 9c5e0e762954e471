/** What the tests of an application assert about its revisions and models. */
@NullMarked
package dev.migrate.spring.boot.assertions;

import org.jspecify.annotations.NullMarked;
