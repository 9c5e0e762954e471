package dev.migrate.inspect;

import dev.migrate.schema.QualifiedName;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A property of a table that is not compared and that the server drops without notice, together with a part of the
 * table.
 *
 * @param table the table
 * @param columns the columns to which it belongs
 * @param index the index with which it is dropped, if any
 * @param name the kind and the name
 * @param statement the statement that restores it
 * @param effect the effect of a change of one of the columns
 * @param remove the statement that removes a property that prevents changes; empty if none is needed
 */
public record Attachment(
        QualifiedName table,
        Set<String> columns,
        @Nullable String index,
        String name,
        String statement,
        Effect effect,
        String remove) {

    public Attachment {
        columns = Set.copyOf(columns);
    }

    /** The effects of a change of a column. */
    public enum Effect {
        /** It is dropped with the column. */
        DROPPED,
        /** It keeps the column from being dropped, and from getting another type. */
        PREVENTS,
        /** It is lost if the column is dropped and added again. */
        LOST_IF_ADDED_AGAIN,
        /** It is lost if the column gets another type, or is dropped and added again. */
        LOST_WITH_TYPE
    }
}
