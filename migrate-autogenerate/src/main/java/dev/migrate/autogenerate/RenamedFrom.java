package dev.migrate.autogenerate;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that a table or a column had another name before, so that {@code revision --autogenerate} writes a rename and not
 * a loss. On a class it speaks of the class's own table, on an attribute of its column. It may stay when the rename is
 * done: a database without the former name has nothing to be renamed.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.METHOD})
public @interface RenamedFrom {

    /** The former name of the class's table or of the attribute's column; in quotes where the database has it so. */
    String value() default "";

    /** On an attribute with a table of its own, such as an element collection: the table's former name. */
    String table() default "";
}
