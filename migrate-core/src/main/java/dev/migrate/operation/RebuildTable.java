package dev.migrate.operation;

import dev.migrate.schema.Table;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes a table anew under its name and carries its rows over, where the product cannot change one in place.
 *
 * @param copied the columns whose values are kept: the new name of each by its old one
 */
public record RebuildTable(Table before, Table after, Map<String, String> copied) implements Operation {

    public RebuildTable {
        copied = Map.copyOf(copied);
    }

    @Override
    public Operation inverse() {
        Map<String, String> back = new LinkedHashMap<>();
        this.copied.forEach((from, to) -> back.put(to, from));
        return new RebuildTable(this.after, this.before, back);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
