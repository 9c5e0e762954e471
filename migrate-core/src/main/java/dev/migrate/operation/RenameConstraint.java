package dev.migrate.operation;

import dev.migrate.schema.Constraint;
import dev.migrate.schema.QualifiedName;

/** Renames a constraint. */
public record RenameConstraint(QualifiedName table, Constraint before, Constraint after) implements TableOperation {

    @Override
    public Operation inverse() {
        return new RenameConstraint(this.table, this.after, this.before);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
