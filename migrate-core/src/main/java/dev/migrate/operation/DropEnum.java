package dev.migrate.operation;

import dev.migrate.schema.EnumType;

/** Drops an enumerated type that is no longer used. */
public record DropEnum(EnumType type) implements Operation {

    @Override
    public Operation inverse() {
        return new CreateEnum(this.type);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
