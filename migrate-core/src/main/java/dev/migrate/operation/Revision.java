package dev.migrate.operation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes a {@link Migration} as the header of a script describes a revision. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Revision {

    /** The id: one to 64 characters of {@code A-Z a-z 0-9 _ .}. */
    String id();

    /** The ids of the parents; empty for a base, several for a merge point. */
    String[] revises() default {};

    /** The message, one line that describes the change. */
    String message() default "";

    /** The author. */
    String author() default "";

    /** The creation time in ISO 8601 format with an offset. */
    String created() default "";

    /** The labels that this revision declares for its branch. */
    String[] labels() default {};

    /** Ids or branch labels of revisions that must be applied before this one without being parents. */
    String[] dependsOn() default {};

    /**
     * Whether to run all operations in one transaction with the record, as far as the database supports it; otherwise
     * each statement is committed separately.
     */
    boolean transactional() default true;
}
