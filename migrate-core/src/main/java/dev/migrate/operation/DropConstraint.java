package dev.migrate.operation;

import dev.migrate.schema.Constraint;
import dev.migrate.schema.QualifiedName;

/** Drops a constraint. */
public record DropConstraint(QualifiedName table, Constraint constraint) implements TableOperation {

    @Override
    public Operation inverse() {
        return new AddConstraint(this.table, this.constraint);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
