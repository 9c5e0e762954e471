package dev.migrate.diff;

import dev.migrate.schema.QualifiedName;
import java.util.Locale;

/**
 * An object, or a property of a table, that operations produce, require, and destroy.
 *
 * @param owner the name of the object, or that of its table
 * @param name the name of a column or a constraint within the table; empty for other objects
 */
record Resource(Kind kind, QualifiedName owner, String name) {

    /** The kinds of resources. */
    enum Kind {
        NAMESPACE,
        /** A table, view, type, sequence, or routine. */
        OBJECT,
        /** An object as texts mention it, without its namespace, case, and argument types. */
        MENTION,
        /** A trigger, policy, cast, or comment, on which no other object depends. */
        ATTACHMENT,
        COLUMN,
        /** That a column has no null values. */
        NOT_NULL,
        /** The columns of a table, or the labels of a type, before or after all changes. */
        DEFINITION,
        /** The keys and indexes of a table before or after all changes. */
        KEYS,
        CONSTRAINT,
        INDEX
    }

    static Resource namespace(String name) {
        return new Resource(Kind.NAMESPACE, QualifiedName.of(name), "");
    }

    static Resource object(QualifiedName name) {
        return new Resource(Kind.OBJECT, name, "");
    }

    static Resource mention(String object) {
        int arguments = object.indexOf('(');
        String name = arguments < 0 ? object : object.substring(0, arguments);
        return new Resource(Kind.MENTION, QualifiedName.of(name.toLowerCase(Locale.ROOT)), "");
    }

    static Resource attachment(QualifiedName name, String kindAndTable) {
        return new Resource(Kind.ATTACHMENT, name, kindAndTable);
    }

    static Resource column(QualifiedName table, String column) {
        return new Resource(Kind.COLUMN, table, column);
    }

    static Resource notNull(QualifiedName table, String column) {
        return new Resource(Kind.NOT_NULL, table, column);
    }

    static Resource definition(QualifiedName object) {
        return new Resource(Kind.DEFINITION, object, "");
    }

    static Resource keys(QualifiedName table) {
        return new Resource(Kind.KEYS, table, "");
    }

    static Resource constraint(QualifiedName table, String name) {
        return new Resource(Kind.CONSTRAINT, table, name);
    }

    /** Returns an index whose name no other table of the schema can use. */
    static Resource index(QualifiedName name) {
        return new Resource(Kind.INDEX, name, "");
    }

    static Resource index(QualifiedName table, String name) {
        return new Resource(Kind.INDEX, table, name);
    }
}
