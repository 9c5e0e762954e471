package dev.migrate.autogenerate;

import dev.migrate.diff.SchemaDifference;
import dev.migrate.diff.SchemaDifference.Change;
import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;

/** Finds dropped and added objects that are similar and might be renames: hints, which change no operation. */
final class RenameHints {

    private static final double ALIKE = 0.8;

    private RenameHints() {}

    static List<Rename> of(List<SchemaDifference> differences) {
        List<Rename> likely = new ArrayList<>();
        for (SchemaDifference dropped : differences) {
            if (dropped.change() == Change.DROP && dropped.before() instanceof Table table) {
                List<Table> alike = differences.stream()
                        .filter((come) -> come.change() == Change.ADD && come.after() instanceof Table)
                        .map((come) -> (Table) come.element())
                        .filter((come) -> isAlike(table, come))
                        .toList();
                if (alike.size() == 1) {
                    likely.add(
                            new Rename(table.name(), null, alike.get(0).name().name()));
                }
            }
            if (dropped.change() == Change.DROP
                    && dropped.before() instanceof Column column
                    && dropped.table() != null) {
                QualifiedName table = dropped.table();
                List<Column> alike = differences.stream()
                        .filter((come) -> come.change() == Change.ADD
                                && come.after() instanceof Column
                                && table.equals(come.table()))
                        .map((come) -> (Column) come.element())
                        .filter((come) -> come.named(column.name()).equals(column))
                        .toList();
                if (alike.size() == 1) {
                    likely.add(new Rename(table, column.name(), alike.get(0).name()));
                }
            }
        }
        return List.copyOf(likely);
    }

    private static boolean isAlike(Table left, Table right) {
        long same = left.columns().stream()
                .filter((column) -> right.columns().contains(column))
                .count();
        return same >= ALIKE * Math.max(left.columns().size(), right.columns().size());
    }
}
