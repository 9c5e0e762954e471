package dev.migrate.operation;

import dev.migrate.schema.Constraint;
import dev.migrate.schema.QualifiedName;

/** Replaces a primary key, in one statement if the product requires a table to always have one. */
public record ReplacePrimaryKey(QualifiedName table, Constraint before, Constraint after) implements TableOperation {

    @Override
    public Operation inverse() {
        return new ReplacePrimaryKey(this.table, this.after, this.before);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
