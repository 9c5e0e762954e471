package dev.migrate.autogenerate;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares the former name of a table or a column, so that {@code revision --autogenerate} renames it instead of
 * dropping it. Applies to the table of an annotated class, or to the column of an annotated attribute. It can stay
 * after the rename, because a database without the former name has nothing to rename.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.METHOD})
public @interface RenamedFrom {

    /**
     * Returns the former name of the class's table or of the attribute's column, quoted if the database requires
     * quotes.
     */
    String value() default "";

    /** Returns the former name of the attribute's own table, such as that of an element collection. */
    String table() default "";
}
