package dev.migrate.rows;

import dev.migrate.ddl.Ddl;
import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import dev.migrate.scratch.Scratch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rows of some tables at one point of a verification. */
record Snapshot(Map<QualifiedName, List<Map<String, Value>>> tables) {

    Snapshot {
        tables = Map.copyOf(tables);
    }

    static Snapshot of(Scratch scratch, Schema schema, Set<QualifiedName> names, Ddl ddl) {
        Map<QualifiedName, List<Map<String, Value>>> tables = new LinkedHashMap<>();
        for (Table table : schema.tables()) {
            if (names.contains(table.name()) && !table.columns().isEmpty()) {
                tables.put(table.name(), rows(scratch, table, ddl));
            }
        }
        return new Snapshot(tables);
    }

    List<Map<String, Value>> rows(QualifiedName table) {
        return this.tables.getOrDefault(table, List.of());
    }

    private static List<Map<String, Value>> rows(Scratch scratch, Table table, Ddl ddl) {
        List<String> columns = table.columns().stream().map(Column::name).toList();
        String query = "SELECT %s FROM %s"
                .formatted(
                        String.join(", ", columns.stream().map(ddl::identifier).toList()), ddl.name(table.name()));
        return scratch.query(query, (result) -> {
            List<Map<String, Value>> rows = new ArrayList<>();
            while (result.next()) {
                Map<String, Value> row = new LinkedHashMap<>();
                for (int at = 0; at < columns.size(); at++) {
                    row.put(columns.get(at), Value.of(result, at + 1));
                }
                rows.add(row);
            }
            return rows;
        });
    }
}
