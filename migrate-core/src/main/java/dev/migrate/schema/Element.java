package dev.migrate.schema;

/** Something that a schema consists of. */
public sealed interface Element permits Namespace, EnumType, Sequence, Table, Column, Constraint, Index, Definition {

    /** What it is, in a word: {@code table}, {@code column}, {@code fk}. */
    String word();

    /** Its own name, without that of its table. */
    String label();

    /** What it is made of, in a line, for people who compare. */
    String describe();
}
