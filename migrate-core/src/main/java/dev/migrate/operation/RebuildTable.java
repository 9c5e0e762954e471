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

    /** Returns the rebuild that copies the values back, also those of generated columns that were plain. */
    @Override
    public Operation inverse() {
        Map<String, String> reversed = new LinkedHashMap<>();
        this.copied.forEach((from, to) -> {
            if (isPlain(from)) {
                reversed.put(to, from);
            }
        });
        this.after.columns().stream()
                .filter((column) -> column.generated() != null && isPlain(column.name()))
                .forEach((column) -> reversed.put(column.name(), column.name()));
        return new RebuildTable(this.after, this.before, reversed);
    }

    private boolean isPlain(String column) {
        return this.before
                .column(column)
                .filter((there) -> there.generated() == null)
                .isPresent();
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
