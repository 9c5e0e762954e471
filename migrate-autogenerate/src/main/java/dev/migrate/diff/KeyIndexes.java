package dev.migrate.diff;

import dev.migrate.operation.CreateIndex;
import dev.migrate.operation.DropIndex;
import dev.migrate.operation.Operation;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Places the exchange of the index that serves a foreign key in one statement: the new index is created directly before
 * the old one is dropped, so that the key always has one.
 */
record KeyIndexes(Schema current, Schema desired) {

    List<Operation> adjacent(List<Operation> operations) {
        List<Operation> adjacent = new ArrayList<>(operations);
        for (Operation operation : operations) {
            if (operation instanceof DropIndex drop && isOfKey(this.current, drop.table(), drop.index())) {
                operations.stream()
                        .filter((other) -> other instanceof CreateIndex create
                                && create.table().equals(drop.table())
                                && startsEqually(create.index(), drop.index()))
                        .findFirst()
                        .ifPresent((create) -> {
                            adjacent.remove(drop);
                            adjacent.add(adjacent.indexOf(create) + 1, drop);
                        });
            } else if (operation instanceof CreateIndex create
                    && isOfKey(this.desired, create.table(), create.index())) {
                operations.stream()
                        .filter((other) -> other instanceof DropIndex drop
                                && drop.table().equals(create.table())
                                && startsEqually(drop.index(), create.index()))
                        .findFirst()
                        .ifPresent((drop) -> {
                            adjacent.remove(create);
                            adjacent.add(adjacent.indexOf(drop), create);
                        });
            }
        }
        return adjacent;
    }

    private static boolean startsEqually(Index one, Index other) {
        return one.columns().get(0).equals(other.columns().get(0));
    }

    /** Whether the product creates an index for a foreign key of a table. */
    private static boolean isOfKey(Schema schema, QualifiedName table, Index index) {
        return schema.table(table).stream()
                .map(Table::constraints)
                .flatMap(List::stream)
                .filter((constraint) -> constraint.kind() == Constraint.Kind.FOREIGN_KEY)
                .flatMap((key) -> Stream.ofNullable(key.implicitIndex()))
                .anyMatch((own) -> own instanceof Index of && of.definition().equals(index.definition()));
    }
}
