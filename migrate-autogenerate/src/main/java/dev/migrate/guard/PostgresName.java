package dev.migrate.guard;

import java.util.function.Predicate;

/**
 * The name of an object that statements might mention.
 *
 * @param isFunction whether it is a function, which is mentioned only where one can stand
 * @param isVisible whether the name without a schema can mean this object
 * @param schemas whether the name behind a schema means this object
 */
record PostgresName(String name, boolean isFunction, boolean isVisible, Predicate<String> schemas) {

    /** Returns the name of a function in any schema. */
    static PostgresName ofFunction(String name) {
        return new PostgresName(name, true, true, (schema) -> true);
    }
}
