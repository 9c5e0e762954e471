package dev.migrate.schema;

/** An object of a database schema. */
public sealed interface SchemaObject
        permits Namespace, EnumType, Sequence, Table, Column, Constraint, Index, SqlObject {

    /** Returns the kind of the object, in a word: {@code table}, {@code column}, {@code fk}. */
    String word();

    /** Returns the name, without that of the table. */
    String label();

    /** Returns a description of the object on one line, for comparisons by users. */
    String describe();
}
