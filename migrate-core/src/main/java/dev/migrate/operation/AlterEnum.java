package dev.migrate.operation;

import dev.migrate.schema.Column;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.QualifiedName;
import java.util.List;

/**
 * Changes the labels of an enumerated type.
 *
 * @param uses the columns that are of this type, and have to move along where labels go or change places
 * @param awaited whether the same script goes on to speak of a label that it adds, as in a default or a check; PostgreSQL
 *     cannot do that with one that is added in place
 */
public record AlterEnum(EnumType before, EnumType after, List<Use> uses, boolean awaited) implements Operation {

    public AlterEnum {
        uses = List.copyOf(uses);
    }

    /** A change of labels of which the script does not speak again. */
    public AlterEnum(EnumType before, EnumType after, List<Use> uses) {
        this(before, after, uses, false);
    }

    /**
     * Whether another type has to take the place of this one: where labels go or change places, or one is spoken of in the
     * script that adds it. Whatever rests on the type steps aside meanwhile.
     */
    public boolean exchanges() {
        return this.awaited
                || !this.after.labels().stream()
                        .filter(this.before.labels()::contains)
                        .toList()
                        .equals(this.before.labels());
    }

    /** A column of the type. */
    public record Use(QualifiedName table, Column column) {}

    @Override
    public Operation inverse() {
        return new AlterEnum(this.after, this.before, this.uses, this.awaited);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
