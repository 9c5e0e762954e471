package dev.migrate.autogenerate;

import dev.migrate.diff.SchemaDifference;
import dev.migrate.diff.SchemaDifference.Change;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.CreateIndex;
import dev.migrate.operation.Operation;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Index;
import dev.migrate.schema.SchemaObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The names that a script gives to constraints and indexes whose names in the models are automatic. */
final class GivenNames {

    private GivenNames() {}

    /** Returns differences in which added constraints and indexes have the names that operations give them. */
    static List<SchemaDifference> in(List<SchemaDifference> differences, List<Operation> operations) {
        return differences.stream()
                .map((difference) -> operations.stream()
                        .flatMap((operation) -> added(difference, operation).stream())
                        .findFirst()
                        .map((added) -> new SchemaDifference(Change.ADD, difference.table(), null, added, List.of()))
                        .orElse(difference))
                .toList();
    }

    /** Returns the object that an operation adds if it is that of a difference, except for the name. */
    private static Optional<SchemaObject> added(SchemaDifference difference, Operation operation) {
        if (difference.change() != Change.ADD) {
            return Optional.empty();
        }
        if (difference.after() instanceof Constraint constraint
                && constraint.automatic()
                && operation instanceof AddConstraint add
                && Objects.equals(difference.table(), add.table())
                && constraint.named(add.constraint().name()).equals(add.constraint())) {
            return Optional.of(add.constraint());
        }
        return difference.after() instanceof Index index
                        && index.automatic()
                        && operation instanceof CreateIndex create
                        && Objects.equals(difference.table(), create.table())
                        && index.named(create.index().name()).equals(create.index())
                ? Optional.of(create.index())
                : Optional.empty();
    }
}
