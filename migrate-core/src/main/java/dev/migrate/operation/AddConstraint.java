package dev.migrate.operation;

import dev.migrate.schema.Constraint;
import dev.migrate.schema.QualifiedName;

/** Adds a constraint, which existing rows must satisfy. */
public record AddConstraint(QualifiedName table, Constraint constraint) implements TableOperation {

    @Override
    public Operation inverse() {
        return new DropConstraint(this.table, this.constraint);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
