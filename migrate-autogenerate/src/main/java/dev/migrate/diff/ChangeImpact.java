package dev.migrate.diff;

import dev.migrate.diff.SchemaDifference.Change;
import dev.migrate.operation.DdlLimit;
import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SchemaObject;
import dev.migrate.schema.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tables and columns whose changes affect objects that use them. */
final class ChangeImpact {

    private static final Pattern LENGTH = Pattern.compile("\\([0-9, ]+\\)");

    private final Set<DdlLimit> limits;
    private final Set<QualifiedName> changedTables = new TreeSet<>();
    private final Set<QualifiedName> droppedTables = new TreeSet<>();
    private final Map<QualifiedName, Set<String>> droppedColumns = new LinkedHashMap<>();
    private final Map<QualifiedName, Set<String>> alteredColumns = new LinkedHashMap<>();
    private final Map<QualifiedName, Set<String>> keyBlockingColumns = new LinkedHashMap<>();

    private ChangeImpact(Set<DdlLimit> limits) {
        this.limits = limits;
    }

    static ChangeImpact of(List<SchemaDifference> differences, Set<DdlLimit> limits) {
        ChangeImpact impact = new ChangeImpact(limits);
        differences.forEach(impact::add);
        return impact;
    }

    private void add(SchemaDifference difference) {
        QualifiedName table = difference.table();
        if (table != null) {
            this.changedTables.add(table);
        }
        if (difference.before() instanceof Table before) {
            table(before, difference.after());
        }
        if (table != null && difference.before() instanceof Column before) {
            column(table, before, difference);
        }
    }

    private void table(Table before, @Nullable SchemaObject after) {
        if (after instanceof Table kept) {
            for (String column : TableOptions.recollated(before, kept)) {
                note(this.alteredColumns, before.name(), column);
                note(this.keyBlockingColumns, before.name(), column);
            }
        } else {
            this.changedTables.add(before.name());
            this.droppedTables.add(before.name());
        }
    }

    private void column(QualifiedName table, Column before, SchemaDifference difference) {
        if (difference.change() == Change.DROP) {
            note(this.droppedColumns, table, before.name());
        } else if (difference.attributes().contains("type")
                || difference.attributes().contains("collation")
                || difference.attributes().contains("generated")) {
            note(this.alteredColumns, table, before.name());
            if (this.limits.contains(DdlLimit.KEYS_BLOCK_LENGTHS) || !isSameButLength(before, difference.after())) {
                note(this.keyBlockingColumns, table, before.name());
            }
        } else if (this.limits.contains(DdlLimit.KEYS_BLOCK_IDENTITIES)
                && difference.attributes().contains("identity")) {
            note(this.keyBlockingColumns, table, before.name());
        }
    }

    private static void note(Map<QualifiedName, Set<String>> columns, QualifiedName table, String column) {
        columns.computeIfAbsent(table, (name) -> new TreeSet<>()).add(column);
    }

    private static boolean isSameButLength(Column before, @Nullable SchemaObject after) {
        return after instanceof Column column
                && Objects.equals(before.collation(), column.collation())
                && Objects.equals(before.generated(), column.generated())
                && LENGTH.matcher(before.type())
                        .replaceFirst("")
                        .equals(LENGTH.matcher(column.type()).replaceFirst(""));
    }

    /** Whether a table is dropped, or anything but its comment or options changes. */
    boolean isChanged(QualifiedName table) {
        return this.changedTables.contains(table);
    }

    boolean isDropped(QualifiedName table) {
        return this.droppedTables.contains(table);
    }

    /** Returns the columns of a table whose type, collation, or expression changes. */
    Set<String> alteredColumns(QualifiedName table) {
        return this.alteredColumns.getOrDefault(table, Set.of());
    }

    /** Returns the columns that cannot change while a foreign key uses them. */
    Set<String> keyBlockingColumns(QualifiedName table) {
        return this.keyBlockingColumns.getOrDefault(table, Set.of());
    }

    Set<QualifiedName> droppedTables() {
        return this.droppedTables;
    }

    /** Returns the columns of each table that are dropped, or whose type, collation, or expression changes. */
    Map<QualifiedName, Set<String>> changedColumns() {
        Map<QualifiedName, Set<String>> columns = new LinkedHashMap<>();
        List.of(this.alteredColumns, this.droppedColumns)
                .forEach((changes) ->
                        changes.forEach((table, names) -> names.forEach((column) -> note(columns, table, column))));
        return columns;
    }
}
