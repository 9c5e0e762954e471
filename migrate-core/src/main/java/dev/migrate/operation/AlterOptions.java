package dev.migrate.operation;

import dev.migrate.schema.QualifiedName;

/** Changes what follows the closing bracket of a table. */
public record AlterOptions(QualifiedName table, String before, String after) implements Operation {

    @Override
    public Operation inverse() {
        return new AlterOptions(this.table, this.after, this.before);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
