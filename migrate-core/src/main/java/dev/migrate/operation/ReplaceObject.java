package dev.migrate.operation;

import dev.migrate.schema.SqlObject;

/** Replaces a definition in place, for an object that cannot be dropped because tables use it: a type, a function. */
public record ReplaceObject(SqlObject before, SqlObject after) implements Operation {

    @Override
    public Operation inverse() {
        return new ReplaceObject(this.after, this.before);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
