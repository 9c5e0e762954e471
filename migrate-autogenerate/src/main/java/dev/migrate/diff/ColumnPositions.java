package dev.migrate.diff;

import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.Operation;
import dev.migrate.operation.TableOperation;
import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps the places of columns that are dropped and added again, in an upgrade and in its downgrade. */
final class ColumnPositions {

    /** The columns of each table in their current order. */
    private final Map<QualifiedName, List<String>> ordered = new HashMap<>();

    /** The columns that each table has before the next operation. */
    private final Map<QualifiedName, List<String>> present = new HashMap<>();

    private final Set<List<Object>> added = new HashSet<>();
    private final Set<List<Object>> dropped = new HashSet<>();

    private ColumnPositions(List<Table> current, List<Operation> operations) {
        for (Table table : current) {
            List<String> columns = table.columns().stream().map(Column::name).toList();
            this.ordered.put(table.name(), columns);
            this.present.put(table.name(), new ArrayList<>(columns));
        }
        for (Operation operation : operations) {
            if (operation instanceof AddColumn add) {
                this.added.add(key(add.table(), add.column()));
            } else if (operation instanceof DropColumn drop) {
                this.dropped.add(key(drop.table(), drop.column()));
            }
        }
    }

    /** Returns the operations, of which those that add a column again say which column it follows. */
    static List<Operation> kept(List<Table> current, List<Operation> operations) {
        ColumnPositions positions = new ColumnPositions(current, operations);
        return operations.stream().map(positions::next).toList();
    }

    private Operation next(Operation operation) {
        if (!(operation instanceof TableOperation change) || !this.present.containsKey(change.table())) {
            return operation;
        }
        List<String> columns = this.present.getOrDefault(change.table(), List.of());
        if (operation instanceof DropColumn drop) {
            columns.remove(drop.column().name());
            return this.added.contains(key(drop.table(), drop.column()))
                    ? new DropColumn(drop.table(), drop.column(), place(drop.table(), drop.column(), columns))
                    : drop;
        }
        if (operation instanceof AddColumn add) {
            String place = this.dropped.contains(key(add.table(), add.column()))
                    ? place(add.table(), add.column(), columns)
                    : null;
            columns.add(
                    place == null ? columns.size() : columns.indexOf(place) + 1,
                    add.column().name());
            return new AddColumn(add.table(), add.column(), place);
        }
        if (operation instanceof AlterColumn alter
                && alter.before().isVirtual() != alter.after().isVirtual()) {
            List<String> others = new ArrayList<>(columns);
            others.remove(alter.before().name());
            return new AlterColumn(
                    alter.table(), alter.before(), alter.after(), place(alter.table(), alter.before(), others));
        }
        return operation;
    }

    /** Returns the column that another one follows, if it is not the last one anyway. */
    private @Nullable String place(QualifiedName table, Column column, List<String> others) {
        String before = "";
        for (String name : this.ordered.getOrDefault(table, List.of())) {
            if (name.equals(column.name())) {
                return others.isEmpty() || others.get(others.size() - 1).equals(before) ? null : before;
            }
            if (others.contains(name)) {
                before = name;
            }
        }
        return null;
    }

    private static List<Object> key(QualifiedName table, Column column) {
        return List.of(table, column.name());
    }
}
