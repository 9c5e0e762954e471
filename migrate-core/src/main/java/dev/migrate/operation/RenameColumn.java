package dev.migrate.operation;

import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Renames a column.
 *
 * @param uses the changes of what names the column, which are part of the statement where the server does not make them
 */
public record RenameColumn(QualifiedName table, Column column, String to, List<TableOperation> uses)
        implements TableOperation {

    public RenameColumn {
        uses = List.copyOf(uses);
    }

    /** Creates a rename where the server changes what names the column. */
    public RenameColumn(QualifiedName table, Column column, String to) {
        this(table, column, to, List.of());
    }

    @Override
    public Operation inverse() {
        List<TableOperation> back = new ArrayList<>();
        this.uses.forEach((use) -> back.add((TableOperation) use.inverse()));
        Collections.reverse(back);
        return new RenameColumn(this.table, this.column.named(this.to), this.column.name(), back);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
