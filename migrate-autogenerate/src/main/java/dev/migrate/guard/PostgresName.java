package dev.migrate.guard;

import java.util.function.Predicate;

/**
 * The name of an object that statements might mention.
 *
 * @param kind which places a mention can have
 * @param isVisible whether the name without a schema can mean this object
 * @param schemas whether the name behind a schema means this object
 */
record PostgresName(String name, Kind kind, boolean isVisible, Predicate<String> schemas) {

    /** What a name stands for. */
    enum Kind {
        /** A function without parameters. */
        FUNCTION,

        /** A function that can be written like a column of its argument. */
        ATTRIBUTE,

        /** Any other object. */
        OBJECT
    }
}
