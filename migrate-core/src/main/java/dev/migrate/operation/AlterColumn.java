package dev.migrate.operation;

import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;

/** Changes the definition of a column; both sides have the same name. */
public record AlterColumn(QualifiedName table, Column before, Column after) implements TableOperation {

    @Override
    public Operation inverse() {
        return new AlterColumn(this.table, this.after, this.before);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
