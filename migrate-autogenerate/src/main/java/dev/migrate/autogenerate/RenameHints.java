package dev.migrate.autogenerate;

import dev.migrate.diff.SchemaDifference;
import dev.migrate.diff.SchemaDifference.Change;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

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
                        .filter((come) -> !referencesOtherTable(differences, table, column, come))
                        .toList();
                if (alike.size() == 1) {
                    likely.add(new Rename(table, column.name(), alike.get(0).name()));
                }
            }
        }
        return List.copyOf(likely);
    }

    /** Whether foreign keys show that the values of two columns identify rows of different tables. */
    private static boolean referencesOtherTable(
            List<SchemaDifference> differences, QualifiedName table, Column before, Column after) {
        Set<QualifiedName> former = references(differences, Change.DROP, table, before);
        Set<QualifiedName> latter = references(differences, Change.ADD, table, after);
        return !former.isEmpty() && !latter.isEmpty() && Collections.disjoint(former, latter);
    }

    private static Set<QualifiedName> references(
            List<SchemaDifference> differences, Change change, QualifiedName table, Column column) {
        return differences.stream()
                .filter((difference) -> difference.change() == change && table.equals(difference.table()))
                .map(SchemaDifference::element)
                .filter(Constraint.class::isInstance)
                .map(Constraint.class::cast)
                .filter((constraint) -> constraint.columns().contains(column.name()))
                .map(Constraint::references)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static boolean isAlike(Table left, Table right) {
        long same = left.columns().stream()
                .filter((column) -> right.columns().contains(column))
                .count();
        return same >= ALIKE * Math.max(left.columns().size(), right.columns().size());
    }
}
