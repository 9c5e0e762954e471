package dev.migrate.operation;

import dev.migrate.schema.Constraint;
import dev.migrate.schema.QualifiedName;

/** Puts one primary key in another's place, at once where the product needs a key at all times. */
public record ReplacePrimaryKey(QualifiedName table, Constraint before, Constraint after) implements Operation {

    @Override
    public Operation inverse() {
        return new ReplacePrimaryKey(this.table, this.after, this.before);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
