package dev.migrate.ddl;

import dev.migrate.operation.Operation;
import java.util.List;

/**
 * Consecutive operations and the statements that perform them together.
 *
 * @param operations the operations, in their order
 * @param statements the statements; empty if the product needs none
 */
public record StatementGroup(List<Operation> operations, List<String> statements) {

    public StatementGroup {
        operations = List.copyOf(operations);
        statements = List.copyOf(statements);
    }
}
