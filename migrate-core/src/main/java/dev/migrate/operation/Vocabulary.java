package dev.migrate.operation;

import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Sequence;

/** The words of a product for what {@link Operations} leaves open. */
public interface Vocabulary {

    /** The word for the product. */
    String dialect();

    /** A plain name in the case in which the product keeps names that are written without quotes. */
    String stored(String name);

    /** A stored name as it stands in SQL. */
    String written(String name);

    /** A value as it stands in SQL. */
    String literal(Object value);

    /** The column as the product would say it. */
    Column column(String name, ColumnPart part);

    /** The sequence as the product would say it. */
    Sequence sequence(QualifiedName name, long start, long increment);
}
