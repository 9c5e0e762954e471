/** Determines the schema that JPA entities define, as Hibernate itself would create it. */
@NullMarked
package dev.migrate.autogenerate.jpa;

import org.jspecify.annotations.NullMarked;
