package dev.migrate.operation;

import dev.migrate.schema.EnumType;

/** Removes an enumerated type that nothing uses any more. */
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
