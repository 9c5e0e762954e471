package dev.migrate.operation;

import dev.migrate.schema.Column;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.QualifiedName;
import java.util.List;

/**
 * Changes the labels of an enumerated type.
 *
 * @param uses the columns that are of this type, and have to move along where labels go or change places
 */
public record AlterEnum(EnumType before, EnumType after, List<Use> uses) implements Operation {

    public AlterEnum {
        uses = List.copyOf(uses);
    }

    /** A column of the type. */
    public record Use(QualifiedName table, Column column) {}

    @Override
    public Operation inverse() {
        return new AlterEnum(this.after, this.before, this.uses);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
