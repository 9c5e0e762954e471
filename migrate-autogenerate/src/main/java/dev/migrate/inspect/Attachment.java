package dev.migrate.inspect;

import dev.migrate.schema.QualifiedName;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A property of a table that is not compared and that the server drops without notice, together with a part of the
 * table.
 *
 * @param table the table
 * @param columns the columns with each of which it is dropped
 * @param index the index with which it is dropped, if any
 * @param name the kind and the name
 * @param statement the statement that restores it
 */
public record Attachment(
        QualifiedName table, Set<String> columns, @Nullable String index, String name, String statement) {

    public Attachment {
        columns = Set.copyOf(columns);
    }
}
