package dev.migrate.operation;

import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Sequence;

/** Expresses the portable names, values, columns, and sequences of {@link Operations} for one product. */
public interface PortableTypes {

    /** Returns the name of the product as in {@code dialect=}. */
    String dialect();

    /** Returns an unquoted name in the case in which the product stores it. */
    String stored(String name);

    /** Returns a stored name as written in SQL. */
    String written(String name);

    /** Returns a value as a SQL literal. */
    String literal(Object value);

    /** Returns a column with types and expressions of the product. */
    Column column(String name, ColumnPart part);

    /** Returns a sequence with the options of the product. */
    Sequence sequence(QualifiedName name, long start, long increment);
}
