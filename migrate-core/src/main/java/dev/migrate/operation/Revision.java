package dev.migrate.operation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a {@link Migration} says of itself, as the header of a script does. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Revision {

    /** One to 64 characters of {@code A-Z a-z 0-9 _}. */
    String id();

    /** The parents; none makes a base, several make a merge point. */
    String[] revises() default {};

    /** What it is for. */
    String message() default "";

    /** Who wrote it. */
    String author() default "";

    /** When it was written, as ISO-8601 with an offset. */
    String created() default "";

    /** The labels that it gives to its branch. */
    String[] labels() default {};

    /** Ids or branch labels that have to be applied before, without being parents. */
    String[] dependsOn() default {};

    /** Whether all of it runs in one transaction with the record, as far as the database can; else each step alone. */
    boolean transactional() default true;
}
