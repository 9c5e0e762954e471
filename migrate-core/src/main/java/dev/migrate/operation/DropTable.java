package dev.migrate.operation;

import dev.migrate.schema.Table;
import java.util.List;

/** Drops a table with its rows, indexes, and constraints. */
public record DropTable(Table table) implements Operation {

    @Override
    public Operation inverse() {
        return new CreateTable(this.table, List.of());
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
