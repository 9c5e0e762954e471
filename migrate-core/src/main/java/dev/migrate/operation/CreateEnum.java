package dev.migrate.operation;

import dev.migrate.schema.EnumType;

/** Creates an enumerated type. */
public record CreateEnum(EnumType type) implements Operation {

    @Override
    public Operation inverse() {
        return new DropEnum(this.type);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
