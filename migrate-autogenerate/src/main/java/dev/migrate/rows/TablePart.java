package dev.migrate.rows;

import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.AlterEnum;
import dev.migrate.operation.AlterOptions;
import dev.migrate.operation.CreateIndex;
import dev.migrate.operation.Operation;
import dev.migrate.operation.RebuildTable;
import dev.migrate.operation.ReplaceObject;
import dev.migrate.operation.ReplacePrimaryKey;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of a table that an operation reads or converts row by row.
 *
 * @param table the present name of the table
 * @param columns the present names of the columns; empty if any column might matter
 * @param names the subjects of warnings about it, the best one first
 * @param before the column whose type it changes; null if it changes none
 * @param after the same column afterward
 */
record TablePart(
        QualifiedName table,
        Set<String> columns,
        List<String> names,
        @Nullable Column before,
        @Nullable Column after) {

    TablePart {
        columns = Set.copyOf(columns);
        names = List.copyOf(names);
    }

    boolean convert() {
        return this.before != null;
    }

    /** Returns the parts of an operation, in the order in which they might explain a failure. */
    static List<TablePart> of(Operation operation, Schema schema) {
        if (operation instanceof AlterColumn alter) {
            return List.of(column(alter.table(), alter.before(), alter.after()));
        }
        if (operation instanceof AddColumn add) {
            String name = add.column().name();
            return List.of(part(add.table(), add.column().generated() == null ? List.of(name) : List.of(), name));
        }
        if (operation instanceof AddConstraint add) {
            return List.of(part(
                    add.table(), add.constraint().columns(), add.constraint().name()));
        }
        if (operation instanceof ReplacePrimaryKey replace) {
            return List.of(part(
                    replace.table(), replace.after().columns(), replace.after().name()));
        }
        if (operation instanceof CreateIndex create) {
            return List.of(part(create.table(), List.of(), create.index().name()));
        }
        if (operation instanceof RebuildTable rebuild) {
            return rebuilt(rebuild);
        }
        if (operation instanceof AlterOptions options) {
            return options.columnsAfter().stream()
                    .map((column) -> part(options.table(), List.of(column.name()), column.name()))
                    .toList();
        }
        if (operation instanceof AlterEnum alter) {
            String type = alter.after().name().toString();
            return alter.uses().stream()
                    .map((use) -> new TablePart(
                            use.table(),
                            Set.of(use.column().name()),
                            List.of(type, name(use.table(), use.column().name())),
                            null,
                            null))
                    .toList();
        }
        return operation instanceof ReplaceObject replace
                ? typed(replace.after().name(), schema)
                : List.of();
    }

    private static TablePart column(QualifiedName table, Column before, Column after) {
        boolean converts = !before.type().equals(after.type());
        return new TablePart(
                table,
                Set.of(before.name()),
                List.of(name(table, after.name())),
                converts ? before : null,
                converts ? after : null);
    }

    private static TablePart part(QualifiedName table, List<String> columns, String name) {
        return new TablePart(table, new LinkedHashSet<>(columns), List.of(name(table, name)), null, null);
    }

    private static List<TablePart> rebuilt(RebuildTable rebuild) {
        QualifiedName table = rebuild.after().name();
        List<TablePart> parts = new ArrayList<>();
        for (Column before : rebuild.before().columns()) {
            rebuild.after()
                    .column(rebuild.copied().getOrDefault(before.name(), ""))
                    .filter((after) -> !after.named(before.name()).equals(before))
                    .ifPresent((after) -> parts.add(column(table, before, after)));
        }
        for (Constraint constraint : rebuild.after().constraints()) {
            if (!rebuild.before().constraints().contains(constraint)) {
                parts.add(part(table, constraint.columns(), constraint.name()));
            }
        }
        for (Index index : rebuild.after().indexes()) {
            if (!rebuild.before().indexes().contains(index)) {
                parts.add(part(table, index.columns(), index.name()));
            }
        }
        for (Column added : rebuild.after().columns()) {
            if (!rebuild.copied().containsValue(added.name())) {
                parts.add(part(table, List.of(), added.name()));
            }
        }
        return parts;
    }

    /** Returns the columns of a type. */
    private static List<TablePart> typed(QualifiedName type, Schema schema) {
        List<TablePart> parts = new ArrayList<>();
        for (Table table : schema.tables()) {
            for (Column column : table.columns()) {
                if (typeName(column).equals(type.toString())) {
                    parts.add(new TablePart(
                            table.name(),
                            Set.of(column.name()),
                            List.of(type.toString(), name(table.name(), column.name())),
                            null,
                            null));
                }
            }
        }
        return parts;
    }

    /** Returns the name of a column's type, or of its elements' type if it is an array. */
    static String typeName(Column column) {
        return column.type().replace("\"", "").replace("[]", "");
    }

    static String name(QualifiedName table, String part) {
        return table + "." + part;
    }
}
