package dev.migrate.operation;

import dev.migrate.schema.QualifiedName;
import org.jspecify.annotations.Nullable;

/** Changes the comment of a table. */
public record CommentOnTable(
        QualifiedName table,
        @Nullable String before,
        @Nullable String after) implements TableOperation {

    @Override
    public Operation inverse() {
        return new CommentOnTable(this.table, this.after, this.before);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
