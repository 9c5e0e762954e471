package dev.migrate.render;

import dev.migrate.ddl.Ddl;
import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.Operation;
import dev.migrate.operation.RebuildTable;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.QualifiedName;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The columns that a script adds and that are null in every row. */
record EmptyColumns(Set<String> subjects) {

    static EmptyColumns of(List<Operation> operations) {
        Set<String> subjects = new HashSet<>();
        for (Operation operation : operations) {
            if (operation instanceof AddColumn add && isEmpty(add.column())) {
                subjects.add(Warnings.subject(add.table(), add.column().name()));
            } else if (operation instanceof RebuildTable rebuild) {
                rebuild.after().columns().stream()
                        .filter((column) -> isEmpty(column) && !rebuild.copied().containsValue(column.name()))
                        .map((column) -> Warnings.subject(rebuild.after().name(), column.name()))
                        .forEach(subjects::add);
            }
        }
        for (Operation operation : operations) {
            if (operation instanceof AlterColumn alter) {
                subjects.remove(Warnings.subject(alter.table(), alter.after().name()));
            }
        }
        return new EmptyColumns(Set.copyOf(subjects));
    }

    private static boolean isEmpty(Column column) {
        return column.nullable()
                && column.defaultValue() == null
                && column.identity() == null
                && column.generated() == null
                && column.onUpdate() == null;
    }

    /** Whether a constraint cannot fail because it involves only these columns. */
    boolean satisfy(QualifiedName table, Constraint constraint, Ddl ddl) {
        return switch (constraint.kind()) {
            case UNIQUE, FOREIGN_KEY -> areDistinct(table, constraint.columns(), constraint.definition());
            case CHECK ->
                ColumnCheck.of(ddl.definition(table, constraint))
                        .filter((columnCheck) -> this.subjects.stream()
                                .anyMatch((subject) -> subject.startsWith(table + ".")
                                        && ddl.identifier(subject.substring(
                                                        table.toString().length() + 1))
                                                .equals(columnCheck.column())))
                        .isPresent();
            case PRIMARY_KEY, EXCLUSION -> false;
        };
    }

    /** Whether a unique key cannot fail because it involves only these columns. */
    boolean areDistinct(QualifiedName table, Collection<String> columns, String definition) {
        return !columns.isEmpty()
                && !definition.contains("NOT DISTINCT")
                && columns.stream().allMatch((column) -> this.subjects.contains(Warnings.subject(table, column)));
    }
}
