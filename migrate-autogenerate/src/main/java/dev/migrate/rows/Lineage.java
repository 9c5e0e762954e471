package dev.migrate.rows;

import dev.migrate.operation.DropColumn;
import dev.migrate.operation.DropTable;
import dev.migrate.operation.Operation;
import dev.migrate.operation.RebuildTable;
import dev.migrate.operation.RenameColumn;
import dev.migrate.operation.RenameTable;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows the tables and columns of a schema through the operations of a section, which rename and drop them. */
final class Lineage {

    private final Map<QualifiedName, QualifiedName> tables = new LinkedHashMap<>();
    private final Map<QualifiedName, Map<String, String>> columns = new HashMap<>();

    Lineage(Schema start) {
        for (Table table : start.tables()) {
            Map<String, String> names = new LinkedHashMap<>();
            table.columns().forEach((column) -> names.put(column.name(), column.name()));
            this.tables.put(table.name(), table.name());
            this.columns.put(table.name(), names);
        }
    }

    /** Returns the lineage from the first schema to the last. */
    static Lineage through(Schema start, Iterable<Operation> operations) {
        Lineage lineage = new Lineage(start);
        operations.forEach(lineage::follow);
        return lineage;
    }

    void follow(Operation operation) {
        if (operation instanceof RenameTable rename) {
            original(rename.from()).ifPresent((table) -> this.tables.put(table, rename.to()));
        } else if (operation instanceof DropTable drop) {
            original(drop.table().name()).ifPresent(this.tables::remove);
        } else if (operation instanceof RenameColumn rename) {
            replace(rename.table(), rename.column().name(), rename.to());
        } else if (operation instanceof DropColumn drop) {
            replace(drop.table(), drop.column().name(), null);
        } else if (operation instanceof RebuildTable rebuild) {
            original(rebuild.before().name())
                    .ifPresent((table) -> columns(table)
                            .replaceAll((column, current) -> rebuild.copied().getOrDefault(current, "")));
            original(rebuild.before().name())
                    .ifPresent((table) -> columns(table).values().removeIf(String::isEmpty));
        }
    }

    private void replace(QualifiedName table, String from, @Nullable String to) {
        original(table).ifPresent((name) -> {
            Map<String, String> names = columns(name);
            for (String column : names.keySet().toArray(new String[0])) {
                if (from.equals(names.get(column))) {
                    if (to == null) {
                        names.remove(column);
                    } else {
                        names.put(column, to);
                    }
                }
            }
        });
    }

    private Map<String, String> columns(QualifiedName original) {
        return this.columns.getOrDefault(original, new HashMap<>());
    }

    /** Returns the present name of a table; empty if it was dropped. */
    Optional<QualifiedName> current(QualifiedName original) {
        return Optional.ofNullable(this.tables.get(original));
    }

    /** Returns the present name of a column; empty if it was dropped. */
    Optional<String> current(QualifiedName original, String column) {
        return Optional.ofNullable(columns(original).get(column));
    }

    /** Returns the first name of a table; empty if it is a new one. */
    Optional<QualifiedName> original(QualifiedName current) {
        return this.tables.entrySet().stream()
                .filter((entry) -> entry.getValue().equals(current))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Returns the first name of a column of a table; empty if it is a new one. */
    Optional<String> original(QualifiedName original, String current) {
        return columns(original).entrySet().stream()
                .filter((entry) -> entry.getValue().equals(current))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
