/** What JPA entities want of a database, by what Hibernate itself would make of them. */
@NullMarked
package dev.migrate.autogenerate.jpa;

import org.jspecify.annotations.NullMarked;
