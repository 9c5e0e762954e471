package dev.migrate.operation;

import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Changes the definition of a column; both sides have the same name.
 *
 * @param behind the column that it follows if it must be dropped and added; empty if it is the first one, null if it is
 * the last one
 */
public record AlterColumn(
        QualifiedName table,
        Column before,
        Column after,
        @Nullable String behind) implements TableOperation {

    /** Changes a column that becomes the last one if it must be dropped and added. */
    public AlterColumn(QualifiedName table, Column before, Column after) {
        this(table, before, after, null);
    }

    @Override
    public Operation inverse() {
        return new AlterColumn(this.table, this.after, this.before, this.behind);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
