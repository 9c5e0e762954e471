package dev.migrate.operation;

import dev.migrate.schema.Column;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.QualifiedName;
import java.util.List;

/**
 * Changes the labels of an enumerated type.
 *
 * @param uses the columns of this type, which must be converted if labels are removed or reordered
 * @param usesNewLabel whether the same script also uses a label that it adds, for example in a default or a check;
 * PostgreSQL does not support this for a label added in place
 */
public record AlterEnum(EnumType before, EnumType after, List<Use> uses, boolean usesNewLabel) implements Operation {

    public AlterEnum {
        uses = List.copyOf(uses);
    }

    /** Creates a change of labels that the script does not use otherwise. */
    public AlterEnum(EnumType before, EnumType after, List<Use> uses) {
        this(before, after, uses, false);
    }

    /**
     * Returns whether the type must be replaced by a new one: if labels are removed or reordered, or if the script uses
     * a label that it adds. Dependent objects are dropped and recreated.
     */
    public boolean exchanges() {
        return this.usesNewLabel
                || !this.after.labels().stream()
                        .filter(this.before.labels()::contains)
                        .toList()
                        .equals(this.before.labels());
    }

    /** A column of the type. */
    public record Use(QualifiedName table, Column column) {}

    @Override
    public Operation inverse() {
        return new AlterEnum(this.after, this.before, this.uses, this.usesNewLabel);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
