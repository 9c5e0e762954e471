package dev.migrate.operation;

import dev.migrate.schema.Table;
import java.util.List;

/**
 * Creates a table with its columns, constraints, indexes, and comments.
 *
 * @param rows the statements that insert its initial rows; empty for most tables
 */
public record CreateTable(Table table, List<String> rows) implements Operation {

    public CreateTable {
        rows = List.copyOf(rows);
    }

    @Override
    public Operation inverse() {
        return new DropTable(this.table);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
