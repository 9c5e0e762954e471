package dev.migrate.operation;

import dev.migrate.schema.Table;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Recreates a table under its name and copies its rows, for products that cannot change it in place.
 *
 * @param copied the columns whose values are copied: old names mapped to new names
 */
public record RebuildTable(Table before, Table after, Map<String, String> copied) implements Operation {

    public RebuildTable {
        copied = Map.copyOf(copied);
    }

    @Override
    public Operation inverse() {
        Map<String, String> reversed = new LinkedHashMap<>();
        this.copied.forEach((from, to) -> reversed.put(to, from));
        return new RebuildTable(this.after, this.before, reversed);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
